package dev.gatehouse.cognito;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where AWS credentials come from in the tests: STS, which answers in XML to a web identity token, and the agent of EKS Pod
 * Identity, which answers in JSON to its authorization token.
 */
final class FakeCredentials implements AutoCloseable {
    static final String TOKEN = "eyJ-the-token-of-the-service-account";
    static final String SECRET = "the-secret-access-key";

    private static final Pattern SIGNED_BY = Pattern.compile("Credential=(\\w+)/");

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Behaviour behaviour = Behaviour.GIVE;

    enum Behaviour {
        GIVE,
        REFUSE,
        HANG,
        NONSENSE
    }

    FakeCredentials() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::sts);
        server.createContext("/v1/credentials", this::agent);
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void behave(Behaviour now) {
        behaviour = now;
    }

    int asked() {
        return asked.get();
    }

    /** The access key that signed the request. */
    static String signer(String authorization) {
        Matcher signed = SIGNED_BY.matcher(authorization);
        return signed.find() ? signed.group(1) : "nobody";
    }

    private void sts(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right = body.contains("Action=AssumeRoleWithWebIdentity") && body.contains("WebIdentityToken=" + TOKEN);
        answer(exchange, right, "text/xml", """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult>
                <SubjectFromWebIdentityToken>system:serviceaccount:gatehouse:gatehouse</SubjectFromWebIdentityToken>
                <Credentials>
                  <AccessKeyId>ASIAWEBIDENTITY</AccessKeyId>
                  <SecretAccessKey>the-secret-access-key</SecretAccessKey>
                  <SessionToken>the-session-token</SessionToken>
                  <Expiration>2099-01-01T00:00:00Z</Expiration>
                </Credentials>
              </AssumeRoleWithWebIdentityResult>
              <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
            </AssumeRoleWithWebIdentityResponse>
            """, """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error>
                <Type>Sender</Type>
                <Code>AccessDenied</Code>
                <Message>Not authorized: arn:aws:iam::111122223333:role/gatehouse</Message>
              </Error>
              <RequestId>2</RequestId>
            </ErrorResponse>
            """);
    }

    private void agent(HttpExchange exchange) throws IOException {
        boolean right = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(
                exchange,
                right,
                "application/json",
                "{\"AccessKeyId\":\"ASIAPODIDENTITY\",\"SecretAccessKey\":\"the-secret-access-key\","
                        + "\"Token\":\"the-session-token\",\"Expiration\":\"2099-01-01T00:00:00Z\"}",
                "{\"code\":\"AccessDenied\",\"message\":\"no\"}");
    }

    private void answer(HttpExchange exchange, boolean right, String type, String given, String refused)
            throws IOException {
        asked.incrementAndGet();
        Behaviour now = behaviour;
        if (now == Behaviour.HANG) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        boolean good = right && now != Behaviour.REFUSE;
        String text = now == Behaviour.NONSENSE ? SECRET + " is no answer" : good ? given : refused;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(good ? 200 : 403, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
