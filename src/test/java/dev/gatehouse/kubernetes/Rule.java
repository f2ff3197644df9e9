package dev.gatehouse.kubernetes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowingConsumer;

/** Checks a rule on everything that it applies to. */
final class Rule {
    private Rule() {}

    static void assertInEachRendering(ThrowingConsumer<Rendering> rule) {
        assertOnEach(Stream.of(Rendering.values()), rule);
    }

    /** Fails if there are no items. Lists every item that breaks the rule or makes it throw, as a missing part does. */
    static <T> void assertOnEach(Stream<T> items, ThrowingConsumer<T> rule) {
        assertThat(items).isNotEmpty().allSatisfy(item -> {
            try {
                rule.acceptThrows(item);
            } catch (AssertionError e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(
                        Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                                .map(Throwable::toString)
                                .collect(joining("\n")),
                        e);
            }
        });
    }
}
