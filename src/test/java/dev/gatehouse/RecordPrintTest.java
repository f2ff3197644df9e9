package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records print all they hold unless told otherwise, and what is printed ends in a log. The emulator holds no real people. */
class RecordPrintTest {

    record Leaking(String title, Optional<String> refreshToken) {}

    record LeakingBelow(String title, List<Leaking> entries) {}

    @Test
    void recordsPrintNothingPersonalOrSecret() {
        List<Class<?>> records = MainCode.CLASSES.stream()
                .filter(JavaClass::isRecord)
                .filter(type -> !type.getPackageName().startsWith(MainCode.BASE + ".emulator"))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
        assertThat(records)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(SampleRecord.of(type)).asString().doesNotContain(SampleRecord.PRIVATE));
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
