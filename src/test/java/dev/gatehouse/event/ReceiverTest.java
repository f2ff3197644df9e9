package dev.gatehouse.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.event.TestReceiver.Received;
import dev.gatehouse.support.OwnCertificate;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One attempt, over real HTTP. */
class ReceiverTest {
    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final TestReceiver receiver = TestReceiver.start();
    private final Sending sending = new Sending();
    private Event event;

    @BeforeEach
    void happened() {
        event = Sending.event(sending.clock.instant());
    }

    @AfterEach
    void close() {
        sending.close();
        receiver.close();
    }

    private Attempt attempt() {
        return sending.to(receiver).attempt(event);
    }

    private Received sent() {
        assertThat(attempt()).isEqualTo(new Attempt.Delivered());
        return receiver.received().getFirst();
    }

    private static void assertFailed(Attempt attempt) {
        assertThat(attempt).isInstanceOf(Attempt.Failed.class);
    }

    @Nested
    class Request {
        @Test
        void goesToTheWholeAddress() {
            receiver.answerNext(exchange -> TestReceiver.status(
                    exchange, exchange.getRequestURI().toString().equals("/events?from=gatehouse") ? 200 : 404));
            assertThat(attempt()).isEqualTo(new Attempt.Delivered());
        }

        @Test
        void saysThatItIsACloudEventInStructuredMode() {
            assertThat(sent().header("content-type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
        }

        @Test
        void hasAllAttributesInTheBody() {
            var json = sent().json();
            assertThat(json.path("specversion").asText()).isEqualTo("1.0");
            assertThat(json.path("source").asText()).isEqualTo("/gatehouse");
            assertThat(json.path("type").asText()).isEqualTo("user.registered");
            assertThat(json.path("subject").asText()).isEqualTo("a-user");
            assertThat(json.path("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(Instant.parse(json.path("time").asText())).isEqualTo(sending.clock.instant());
            assertThat(json.path("data").path("user_id").asText()).isEqualTo("a-user");
            assertThat(json.path("data").path("request_id").asText()).isEqualTo("a-request");
            assertThat(json.path("data").size()).isEqualTo(2);
        }

        @Test
        void hasTheIdOfTheEvent() {
            Received sent = sent();
            assertThat(sent.header("webhook-id"))
                    .isEqualTo(event.id())
                    .isEqualTo(sent.json().path("id").asText())
                    .doesNotContain(".");
        }

        @Test
        void hasTheTimeOfTheAttempt() {
            sending.clock.advance(Duration.ofMinutes(10));
            assertThat(sent().header("webhook-timestamp"))
                    .isEqualTo(Long.toString(sending.clock.instant().getEpochSecond()));
        }

        @ParameterizedTest
        @ValueSource(strings = {TestReceiver.SECRET, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
        void eachOfTwoSecretsAloneVerifiesIt(String secret) {
            assertThat(sent().isVerified(secret, sending.clock.instant())).isTrue();
        }

        @Test
        void anotherSecretDoesNotVerifyIt() {
            String other = "whsec_BBBBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
            assertThat(sent().isVerified(other, sending.clock.instant())).isFalse();
        }

        @Test
        void keepsTheNameOfTheHost() {
            URI url = URI.create("http://events.test:" + receiver.port() + "/");
            Receiver named =
                    sending.to(url, true, _ -> new InetAddress[] {loopback()}, new HttpClientOptions(), sending.clock);
            assertThat(named.attempt(event)).isEqualTo(new Attempt.Delivered());
            assertThat(receiver.received().getFirst().header("host")).isEqualTo("events.test:" + receiver.port());
        }
    }

    @Nested
    class Answers {
        @ParameterizedTest
        @ValueSource(ints = {200, 201, 202, 204})
        void successIsADelivery(int status) {
            receiver.answerAlways(status);
            assertThat(attempt()).isEqualTo(new Attempt.Delivered());
        }

        @ParameterizedTest
        @ValueSource(ints = {304, 400, 401, 404, 429, 500, 503})
        void otherStatusIsAFailure(int status) {
            receiver.answerAlways(status);
            assertThat(attempt()).isEqualTo(new Attempt.Failed("status " + status, Duration.ZERO));
        }

        @Test
        void goneIsGone() {
            receiver.answerAlways(410);
            assertThat(attempt()).isEqualTo(new Attempt.Gone());
        }

        @Test
        void retryAfterIsRead() {
            receiver.answerNext(503, "Retry-After", "120");
            assertThat(attempt()).isEqualTo(new Attempt.Failed("status 503", Duration.ofMinutes(2)));
        }

        @Test
        void closedPortIsAFailure() {
            receiver.close();
            assertFailed(attempt());
        }
    }

    @Nested
    class SlowReceiver {
        @BeforeEach
        void impatient() {
            // The first request of a process is slow by itself.
            assertThat(attempt()).isEqualTo(new Attempt.Delivered());
            sending.timeout = Duration.ofSeconds(1);
        }

        @Test
        void attemptEndsWhenNoAnswerComes() {
            receiver.answerAlways(receiver.hanging());
            long begun = System.nanoTime();
            assertThat(attempt()).isEqualTo(new Attempt.Failed("no answer within 1000 ms", Duration.ZERO));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(A_MOMENT);
        }

        @Test
        void attemptEndsWhileTheAnswerTricklesAndItsStatusCounts() {
            receiver.answerAlways(receiver.trickling());
            long begun = System.nanoTime();
            assertThat(attempt()).isEqualTo(new Attempt.Delivered());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(A_MOMENT);
        }

        @Test
        void longAnswerIsNotRead() {
            sending.timeout = Duration.ofSeconds(30);
            receiver.answerAlways(receiver.flooding());
            long begun = System.nanoTime();
            assertThat(attempt()).isEqualTo(new Attempt.Delivered());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(A_MOMENT);
        }

        @Test
        void attemptEndsWhenTheNameIsNotResolved() {
            Receiver unresolved = sending.to(
                    URI.create("https://events.test"),
                    false,
                    _ -> {
                        LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
                        return new InetAddress[0];
                    },
                    new HttpClientOptions(),
                    sending.clock);
            assertFailed(unresolved.attempt(event));
        }
    }

    @Nested
    class WhereItConnects {
        private Receiver at(ReceiverHost.Resolver resolver) {
            URI url = URI.create("https://events.test:" + receiver.port() + "/");
            return sending.to(url, false, resolver, new HttpClientOptions(), sending.clock);
        }

        private void assertRefused(Attempt attempt) {
            assertThat(attempt)
                    .isEqualTo(new Attempt.Failed(
                            "the receiver's name has an address that is not public, and"
                                    + " gatehouse.event.webhook.allowed-private-hosts does not list it",
                            Duration.ZERO));
            assertThat(receiver.received()).isEmpty();
        }

        @Test
        void loopbackIsRefused() {
            assertRefused(at(_ -> new InetAddress[] {loopback()}).attempt(event));
        }

        @Test
        void oneOfSeveralAddressesThatIsPrivateRefusesAll() {
            assertRefused(at(_ -> new InetAddress[] {address("1.1.1.1"), address("10.0.0.1")})
                    .attempt(event));
        }

        @Test
        void addressIsCheckedInEachAttempt() {
            sending.timeout = Duration.ofMillis(500);
            Queue<InetAddress> answers = new ArrayDeque<>(List.of(address("192.0.2.1"), loopback()));
            Receiver changing = at(_ -> new InetAddress[] {answers.remove()});
            changing.attempt(event);
            assertRefused(changing.attempt(event));
        }

        /** The name leads nowhere for anybody who would resolve it once more. */
        @Test
        void connectionGoesToTheAddressThatWasChecked() {
            URI url = URI.create("http://events.invalid:" + receiver.port() + "/");
            Receiver named =
                    sending.to(url, true, _ -> new InetAddress[] {loopback()}, new HttpClientOptions(), sending.clock);
            assertThat(named.attempt(event)).isEqualTo(new Attempt.Delivered());
        }

        @Test
        void nameWithoutAnAddressIsAFailure() {
            assertFailed(at(_ -> {
                        throw new UnknownHostException();
                    })
                    .attempt(event));
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void redirectIsNotFollowed(int status) {
            try (TestReceiver elsewhere = TestReceiver.start()) {
                receiver.answerNext(status, "Location", elsewhere.url().toString());
                assertThat(attempt()).isEqualTo(new Attempt.Failed("status " + status, Duration.ZERO));
                assertThat(elsewhere.received()).isEmpty();
            }
        }
    }

    @Nested
    class OverTls {
        @TempDir
        Path folder;

        private Attempt attemptAt(TestReceiver tls, OwnCertificate trusted) {
            URI url = URI.create("https://events.test:" + tls.port() + "/");
            HttpClientOptions options = new HttpClientOptions()
                    .setTrustOptions(
                            new PemTrustOptions().addCertPath(trusted.file().toString()));
            return sending.to(url, true, _ -> new InetAddress[] {loopback()}, options, sending.clock)
                    .attempt(event);
        }

        @Test
        void certificateOfTheNameIsAccepted() {
            OwnCertificate own = OwnCertificate.in(folder, "dns:events.test");
            try (TestReceiver tls = TestReceiver.start(own)) {
                assertThat(attemptAt(tls, own)).isEqualTo(new Attempt.Delivered());
            }
        }

        @Test
        void certificateOfAnotherNameIsAFailureAndNothingIsSent() {
            OwnCertificate own = OwnCertificate.in(folder, "dns:other.test,ip:127.0.0.1");
            try (TestReceiver tls = TestReceiver.start(own)) {
                assertFailed(attemptAt(tls, own));
                assertThat(tls.received()).isEmpty();
            }
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
