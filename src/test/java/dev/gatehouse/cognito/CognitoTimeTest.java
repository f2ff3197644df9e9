package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutResponse;

class CognitoTimeTest {
    private static final Instant OURS = Instant.parse("2026-01-01T00:00:05Z");

    private final CognitoTime time = new CognitoTime(Clock.fixed(OURS, ZoneOffset.UTC));

    private static AwsResponse answer(SdkHttpResponse.Builder http) {
        return (AwsResponse) GlobalSignOutResponse.builder()
                .sdkHttpResponse(http.statusCode(200).build())
                .build();
    }

    @Test
    void answersTimeIsThatOfWhoGaveIt() {
        assertThat(time.of(answer(SdkHttpResponse.builder().putHeader("Date", "Thu, 01 Jan 2026 00:00:00 GMT"))))
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-01T00:00:00Z"})
    void unreadableTimeIsOurs(String date) {
        assertThat(time.of(answer(SdkHttpResponse.builder().putHeader("Date", date))))
                .isEqualTo(OURS);
    }

    @Test
    void missingTimeIsOurs() {
        assertThat(time.of(answer(SdkHttpResponse.builder()))).isEqualTo(OURS);
    }
}
