package dev.gatehouse.cognito;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import software.amazon.awssdk.awscore.AwsResponse;

/** The time of an answer by Cognito's clock, which issues the tokens; the local clock may differ (clock skew). */
@Singleton
class CognitoTime {
    private final Clock clock;

    CognitoTime(Clock clock) {
        this.clock = clock;
    }

    /** The answer's {@code Date} (RFC 9110 §6.6.1), or the local time if it has none. */
    Instant of(AwsResponse response) {
        return response.sdkHttpResponse()
                .firstMatchingHeader("Date")
                .map(this::read)
                .orElseGet(clock::instant);
    }

    private Instant read(String date) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeParseException e) {
            return clock.instant();
        }
    }
}
