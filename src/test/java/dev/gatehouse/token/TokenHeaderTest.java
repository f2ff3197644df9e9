package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that bring their own key, or say where it is: all else about them is right, and nobody looks there. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class TokenHeaderTest {
    private static final KeyPair KEY = generate();
    private static final String KID = "brought-along";

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer elsewhere;
    private String claims;

    @BeforeEach
    void listen() throws IOException {
        Pool.reset();
        claims = Api.signedIn("demo@example.com", "demo-Passw0rd!")
                .getString("access_token")
                .split("\\.")[1];
        byte[] keys = json(Map.of("keys", List.of(jwk()))).getBytes(StandardCharsets.UTF_8);
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        elsewhere.start();
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "kid"})
    void addressOfAKeyIsNotAsked(String member) {
        assertRefused(
                Map.of(member, "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/jwks.json"));
        assertThat(requests).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kid", "jku", "x5u"})
    void fileThatHoldsAKeyIsNotRead(String member, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("jwk.json"), json(jwk()));
        assertRefused(Map.of(member, file.toUri().toString()));
        assertRefused(Map.of(member, file.toString()));
    }

    @Test
    void keyInTheTokenItselfIsNotTaken() {
        assertRefused(Map.of("jwk", jwk()));
    }

    /** By signing out, because for the profile Cognito would refuse the token too. */
    private void assertRefused(Map<String, Object> members) {
        Response response = Api.bearer(signed(members)).post("/auth/logout");
        response.then().statusCode(401).body("detail", equalTo("The token is not signed by a key of this pool."));
    }

    private String signed(Map<String, Object> members) {
        Map<String, Object> header = new HashMap<>(Map.of("alg", "RS256", "kid", KID));
        header.putAll(members);
        String content = base64(json(header).getBytes(StandardCharsets.UTF_8)) + "." + claims;
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEY.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> jwk() {
        byte[] modulus = ((RSAPublicKey) KEY.getPublic()).getModulus().toByteArray();
        return Map.of("kty", "RSA", "use", "sig", "alg", "RS256", "kid", KID, "n", base64(modulus), "e", "AQAB");
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, ?> members) {
        return new ObjectMapper().valueToTree(members).toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
