package dev.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailTest {

    @ParameterizedTest
    @CsvSource({
        "demo@example.com, d***@e***",
        "d@e, d***@e***",
        "a@b@example.com, a***@e***",
        "\uD83D\uDE00smile@example.com, \uD83D\uDE00***@e***",
        "demo@, d***@***"
    })
    void maskedAddressShowsTheFirstLetterOfEachSide(String address, String masked) {
        assertThat(new Email(address).masked()).isEqualTo(masked);
    }

    @Test
    void addressNeverPrintsItself() {
        assertThat(new Email("demo@example.com")).asString().doesNotContain("demo", "example");
    }
}
