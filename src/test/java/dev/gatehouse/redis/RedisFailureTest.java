package dev.gatehouse.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RedisFailureTest {

    @Test
    void answerOfRedisIsTold() {
        String answer = "WRONGPASS invalid username-password pair or user is disabled.";

        assertThat(RedisFailure.reason(new CompletionException(ErrorType.create(answer))))
                .isEqualTo(answer);
    }

    @Test
    void otherFailureIsToldByItsKindAndMessage() {
        assertThat(RedisFailure.reason(new CompletionException(new ConnectException("Connection refused"))))
                .isEqualTo("ConnectException: Connection refused");
    }

    @Test
    void failureWithoutAMessageIsToldByItsKind() {
        assertThat(RedisFailure.reason(new ConnectException())).isEqualTo("ConnectException");
    }

    @Test
    void credentialsAreLeftOut() {
        String message = "cannot connect to all nodes\n- redis://me:hu@sh@a:1: closed\n- redis://:hush@b:2: closed";

        assertThat(RedisFailure.reason(new IllegalStateException(message)))
                .isEqualTo("IllegalStateException: cannot connect to all nodes - redis://a:1: closed - redis://b:2:"
                        + " closed");
    }

    @Test
    void longAnswerIsCut() {
        assertThat(RedisFailure.reason(ErrorType.create("ERR " + "x".repeat(10_000))))
                .hasSize(300);
    }
}
