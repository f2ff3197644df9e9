package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records print all they hold unless told otherwise, and what is printed ends in a log. The emulator holds no real people. */
class RecordPrintTest {

    record Leaking(String title, Optional<String> refreshToken) {}

    record LeakingBelow(String title, List<Leaking> entries) {}

    static Stream<Class<?>> records() {
        return MainCode.CLASSES.stream()
                .filter(JavaClass::isRecord)
                .filter(type -> !type.getPackageName().startsWith(MainCode.BASE + ".emulator"))
                .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordPrintsNothingPersonalOrSecret(Class<?> type) {
        assertThat(SampleRecord.of(type)).asString().doesNotContain(SampleRecord.PRIVATE);
    }

    @Test
    void recordThatPrintsATokenIsFound() {
        assertThat(SampleRecord.of(Leaking.class)).asString().contains(SampleRecord.PRIVATE);
    }

    @Test
    void recordThatPrintsATokenOfAnotherIsFound() {
        assertThat(SampleRecord.of(LeakingBelow.class)).asString().contains(SampleRecord.PRIVATE);
    }
}
