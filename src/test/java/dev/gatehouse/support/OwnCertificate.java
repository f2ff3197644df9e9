package dev.gatehouse.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/** A key with a certificate of its own making, which nobody has a reason to trust unless its file is given to them. */
public final class OwnCertificate {
    /** Of its key store. */
    public static final String PASSWORD = "of-no-worth";

    private final Path store;
    private final Path file;

    private OwnCertificate(Path folder) {
        this.store = folder.resolve("keys.p12");
        this.file = folder.resolve("ca.pem");
    }

    /**
     * Makes one.
     *
     * @param alternativeNames as of RFC 5280, such as {@code dns:keys.test} or {@code ip:127.0.0.1}
     */
    public static OwnCertificate in(Path folder, String... alternativeNames) {
        OwnCertificate own = new OwnCertificate(folder);
        own.keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=own",
                "-ext",
                "san=" + String.join(",", alternativeNames));
        own.keytool("-exportcert", "-alias", "own", "-rfc", "-file", own.file.toString());
        return own;
    }

    /** The certificate in PEM. */
    public Path file() {
        return file;
    }

    /** Its key and certificate, in PKCS #12. */
    public Path store() {
        return store;
    }

    /** Servers that show it. */
    public SSLServerSocketFactory sockets() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no keytool", e);
        }
    }
}
