package dev.gatehouse.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whoever asks about accounts and addresses without one, in turn, cannot tell them apart: not by status, header, or body, and
 * over 200 pairs not by more than {@link #BOUND} of time. Each question is put to the pool exactly once, whatever the account,
 * so that any further difference in time is Cognito's own.
 */
@QuarkusTest
@WithTestResource(PoolResource.class)
class EnumerationTest {
    private static final int FEW_PAIRS = 6;
    private static final int MANY_PAIRS = 200;
    /** Between the medians; far more than the service adds, because the machine may be busy. */
    private static final Duration BOUND = Duration.ofMillis(25);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource
    URI address;

    private final Seen existing = new Seen();
    private final Seen unknown = new Seen();
    private List<String> accounts;

    /** What strangers may ask about an account, and what the service asks the pool then. */
    enum Question {
        REGISTER("/auth/register", "SignUp", ",\"password\":\"correct-horse-battery\""),
        VERIFY("/auth/verify", "ConfirmSignUp", ",\"code\":\"000000\""),
        RESEND("/auth/resend-code", "ResendConfirmationCode", ""),
        LOGIN("/auth/login", "InitiateAuth", ",\"password\":\"a-wrong-password-entirely\""),
        LOGIN_BY_EMAIL("/auth/login", "InitiateAuth", ",\"method\":\"email_otp\""),
        LOGIN_BY_SMS("/auth/login", "InitiateAuth", ",\"method\":\"sms_otp\""),
        LOGIN_BY_PASSKEY("/auth/login", "InitiateAuth", ",\"method\":\"passkey\""),
        FORGOT("/auth/forgot-password", "ForgotPassword", ""),
        RESET(
                "/auth/reset-password",
                "ConfirmForgotPassword",
                ",\"code\":\"000000\",\"new_password\":\"staple-horse\"");

        private final String path;
        private final String operation;
        private final String members;

        Question(String path, String operation, String members) {
            this.path = path;
            this.operation = operation;
            this.members = members;
        }
    }

    /** What was seen of the answers about one kind of address. */
    private static final class Seen {
        private final Set<String> looks = new HashSet<>();
        private final List<Long> times = new ArrayList<>();

        private Duration median() {
            return Duration.ofNanos(times.stream().sorted().toList().get(times.size() / 2));
        }
    }

    @BeforeEach
    void accountsOfEachKind() {
        Pool.reset();
        String unverified = Api.someone();
        Api.register(unverified);
        String mustReset = Api.member();
        Pool.change(mustReset, Map.of("status", "RESET_REQUIRED"));
        accounts = List.of(Api.member(), unverified, mustReset);
    }

    @ParameterizedTest
    @EnumSource
    void answersLookAlike(Question question) throws IOException, InterruptedException {
        ask(question, FEW_PAIRS);

        assertThat(existing.looks).hasSize(1).isEqualTo(unknown.looks);
    }

    @ParameterizedTest
    @EnumSource
    void poolIsAskedOncePerRequest(Question question) throws IOException, InterruptedException {
        int before = Pool.calls(question.operation);

        ask(question, FEW_PAIRS);

        // The account that waits for its code, every third, is made anew.
        int anew = question == Question.REGISTER ? FEW_PAIRS / accounts.size() : 0;
        // A passkey is asked for twice, to tell real ones from those that Cognito invents.
        int calls = question == Question.LOGIN_BY_PASSKEY ? 2 : 1;
        assertThat(Pool.calls(question.operation) - before).isEqualTo(2 * FEW_PAIRS * calls + anew);
    }

    @Tag("proof")
    @ParameterizedTest
    @EnumSource
    void timesAreAlike(Question question) throws IOException, InterruptedException {
        ask(question, MANY_PAIRS);

        assertThat(existing.median().minus(unknown.median()).abs()).isLessThan(BOUND);
    }

    private void ask(Question question, int pairs) throws IOException, InterruptedException {
        for (int i = 0; i < pairs; i++) {
            ask(question, accounts.get(i % accounts.size()), existing);
            ask(question, Api.someone(), unknown);
        }
    }

    private void ask(Question question, String email, Seen seen) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(question.path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"" + email + "\"" + question.members + "}"))
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        seen.times.add(System.nanoTime() - begun);
        seen.looks.add(look(answer));
    }

    /** All but the id of the request and the sealed token, which are as long as any other, and the time. */
    private static String look(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        String id = headers.remove("x-request-id").getFirst();
        headers.replace("date", List.of("now"));
        if (answer.body().contains("allowCredentials")) {
            // Passkeys have ids of different lengths, invented ones too.
            headers.remove("content-length");
        }
        return answer.statusCode() + " " + headers + " "
                + answer.body()
                        .replace(id, "")
                        .replaceAll("\"(registration_token|challenge_token)\":\"[^\"]*\"", "")
                        .replaceAll("\"challenge\":\"[\\w-]{16,}\"", "")
                        .replaceAll("\"allowCredentials\":\\[.*?]", "");
    }
}
