package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RequestIdTest {

    @Test
    void madeIdIsAUuidOfVersion7() {
        UUID id = RequestId.timeOrdered(1_700_000_000_000L);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void generatedIdContainsItsTime() {
        assertThat(RequestId.timeOrdered(0x0123_4567_89ABL).toString()).startsWith("01234567-89ab-7");
    }

    @Test
    void generatedIdsSortByTime() {
        assertThat(LongStream.range(1_700_000_000_000L, 1_700_000_000_100L)
                        .mapToObj(millis -> RequestId.timeOrdered(millis).toString()))
                .isSorted();
    }
}
