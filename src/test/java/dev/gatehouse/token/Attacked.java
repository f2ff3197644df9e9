package dev.gatehouse.token;

import dev.gatehouse.emulator.Emulator;
import dev.gatehouse.emulator.EmulatorSettings;
import dev.gatehouse.support.Gatehouse;
import dev.gatehouse.support.KeptConnection;
import dev.gatehouse.support.KeptConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/**
 * The packaged application, which trusts keys of the tests' own, so that they can sign whatever they like with a key that
 * counts; all else is as in production.
 */
final class Attacked implements AutoCloseable {
    /** The answers of a route for administrators: it judges the token, asks nobody, and changes nothing. */
    static final int ACCEPTED = 403;

    static final int REFUSED = 401;

    /** After these the connection may be closed without a word, because what follows cannot be told from what came before. */
    private static final Set<Integer> UNREADABLE = Set.of(400, 431);

    final PoolKey key = PoolKey.generate("the/pool+key=");
    final KeyServer keys = KeyServer.start();
    final TokenForge forge;
    final Gatehouse app;
    private final Emulator pool = Emulator.start(EmulatorSettings.defaults());
    private KeptConnection connection;

    Attacked(Map<String, String> settings, String... moreKeys) {
        String[] published = new String[moreKeys.length + 1];
        published[0] = key.jwk();
        System.arraycopy(moreKeys, 0, published, 1, moreKeys.length);
        keys.publish(published);
        forge = new TokenForge(pool.issuer(), pool.clientId());
        Gatehouse.Launch launch = Gatehouse.before(pool).setting("gatehouse.token.jwks-uri", keys.address());
        settings.forEach(launch::setting);
        app = launch.start("/health/ready");
        connection = connect();
    }

    /** An access token as the pool would issue it. */
    String token() {
        return token(forge.claims());
    }

    String token(Map<String, Object> claims) {
        return TokenForge.token(key, claims);
    }

    /** A token with this header and good claims, signed by the pool's key. */
    String under(String header) {
        return TokenForge.token(key, header, TokenForge.json(forge.claims()));
    }

    String under(Map<String, Object> header) {
        return under(TokenForge.json(header));
    }

    /** A token with this payload, signed by the pool's key. */
    String over(String payload) {
        return TokenForge.token(key, TokenForge.json(TokenForge.header(key)), payload);
    }

    /** Offers the token as a bearer token, to the byte (each character up to U+00FF is one). */
    Answer offer(String token) {
        return send("Authorization: Bearer " + token);
    }

    /** Asks with these header fields. */
    Answer send(String... fields) {
        return sendTo("/admin/users/nobody/logout", "", fields);
    }

    Answer sendTo(String path, String body, String... fields) {
        String head = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        try {
            Answer answer = connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + body.length() + "\r\n" + head + "\r\n" + body);
            if (answer.closes() || UNREADABLE.contains(answer.status())) {
                reconnect();
            }
            return answer;
        } catch (IOException e) {
            reconnect();
            throw new UncheckedIOException(e);
        }
    }

    KeptConnection connect() {
        try {
            return KeptConnection.to(app.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reconnect() {
        try {
            connection.close();
        } catch (IOException e) {
            // It was broken anyway.
        }
        connection = connect();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            // It ends now, either way.
        }
        app.close();
        keys.close();
        pool.close();
    }
}
