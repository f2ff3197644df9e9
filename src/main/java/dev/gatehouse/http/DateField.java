package dev.gatehouse.http;

import io.netty.handler.codec.DateFormatter;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Date;

/** The {@code Date} of answers (RFC 9110 §6.6.1). All answers of one second share one text. */
@Singleton
class DateField {
    static final CharSequence NAME = HttpHeaders.createOptimized("Date");
    private static final long MILLIS = 1000;

    private final Clock clock;
    private volatile Made last;

    private record Made(long second, CharSequence text) {}

    DateField(Clock clock) {
        this.clock = clock;
        this.last = at(second());
    }

    /** The current time, encoded once. */
    CharSequence now() {
        long second = second();
        Made made = last;
        if (made.second() != second) {
            made = at(second);
            last = made;
        }
        return made.text();
    }

    private long second() {
        return clock.millis() / MILLIS;
    }

    /** Netty's formatter writes two digits of each day, which the JDK's RFC_1123_DATE_TIME does not. */
    @SuppressWarnings("JavaUtilDate") // It accepts no other type.
    private static Made at(long second) {
        return new Made(second, HttpHeaders.createOptimized(DateFormatter.format(new Date(second * MILLIS))));
    }
}
