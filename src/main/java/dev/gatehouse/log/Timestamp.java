package dev.gatehouse.log;

import java.time.Instant;

/** Times as RFC 3339 with six decimals. All times of one second share one text: a line is logged for each request. */
final class Timestamp {
    private static final int DECIMALS = 6;
    private static final int NANOS_PER_MICRO = 1000;

    private volatile Second last = new Second(0, "1970-01-01T00:00:00");

    private record Second(long epochSecond, String text) {}

    String of(Instant time) {
        StringBuilder text =
                new StringBuilder(32).append(second(time.getEpochSecond())).append('.');
        String micros = Integer.toString(time.getNano() / NANOS_PER_MICRO);
        return text.repeat('0', DECIMALS - micros.length())
                .append(micros)
                .append('Z')
                .toString();
    }

    private String second(long epochSecond) {
        Second known = last;
        if (known.epochSecond() != epochSecond) {
            String withZone = Instant.ofEpochSecond(epochSecond).toString();
            known = new Second(epochSecond, withZone.substring(0, withZone.length() - 1));
            last = known;
        }
        return known.text();
    }
}
