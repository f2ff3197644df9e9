package dev.gatehouse.http;

import io.netty.handler.codec.DateFormatter;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Date;

/** When an answer was made (RFC 9110 §6.6.1), to the second. The text is made once for all answers of a second. */
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

    /** Now, in the form that is written as it is, without being encoded each time. */
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

    /** Netty's form knows no locale, and two digits of each day, as the JDK's RFC_1123_DATE_TIME does not. */
    @SuppressWarnings("JavaUtilDate") // It takes no other.
    private static Made at(long second) {
        return new Made(second, HttpHeaders.createOptimized(DateFormatter.format(new Date(second * MILLIS))));
    }
}
