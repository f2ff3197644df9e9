package dev.gatehouse.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlBytesTest {
    private static final long LETTERS = 0x6161_6161_6161_6161L;

    private static long with(int one, int place) {
        long mask = 0xFFL << (place * Byte.SIZE);
        return (LETTERS & ~mask) | ((long) one << (place * Byte.SIZE));
    }

    @Test
    void controlCharacterIsFoundInEachPlace() {
        IntStream.concat(IntStream.range(0, ' '), IntStream.of(0x7F)).forEach(one -> IntStream.range(0, Long.BYTES)
                .forEach(place -> assertThat(ControlBytes.mayBeIn(with(one, place)))
                        .as("%x at %d", one, place)
                        .isTrue()));
    }

    @Test
    void otherBytesAreNoControlCharacters() {
        IntStream.concat(IntStream.range(' ', 0x7F), IntStream.range(0x80, 0x100))
                .forEach(one -> IntStream.range(0, Long.BYTES)
                        .forEach(place -> assertThat(ControlBytes.mayBeIn(with(one, place)))
                                .as("%x at %d", one, place)
                                .isFalse()));
    }
}
