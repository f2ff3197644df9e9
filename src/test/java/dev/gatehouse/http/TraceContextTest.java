package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(
            strings = {"00-" + TRACE + "-" + PARENT + "-01", "cc-" + TRACE + "-" + PARENT + "-01-what-comes-later"})
    void validHeaderIsContinued(String header) {
        assertThat(TraceContext.of(header).traceId()).isEqualTo(TRACE);
        assertThat(TraceContext.of(header).flags()).isEqualTo("01");
    }

    @Test
    void spanIsNew() {
        assertThat(TraceContext.of("00-" + TRACE + "-" + PARENT + "-01").spanId())
                .matches("[0-9a-f]{16}")
                .isNotEqualTo(PARENT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                TRACE,
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01-more",
                "00-" + TRACE + "-" + PARENT,
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
                "0-" + TRACE + "-" + PARENT + "-01"
            })
    void anythingElseBeginsATrace(String header) {
        TraceContext begun = TraceContext.of(header);
        assertThat(begun.traceId()).matches("(?!0{32})[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(begun.flags()).isEqualTo("00");
    }
}
