package dev.gatehouse.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.SettingsOf;
import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {
    private static final String COGNITO = "cognito-idp.eu-west-1.amazonaws.com";

    private static Egress egress(Map<String, String> settings) {
        return new Egress(SettingsOf.mapping(EgressConfig.class, settings));
    }

    private static Egress proxied(String noProxy) {
        return egress(Map.of(
                "gatehouse.egress.https-proxy", "http://proxy.example.com:3128", "gatehouse.egress.no-proxy", noProxy));
    }

    @Nested
    class Proxy {
        @Test
        void isNoneByDefault() {
            assertThat(Ways.direct().proxyTo("https", COGNITO)).isEmpty();
        }

        @Test
        void isForItsSchemeOnly() {
            assertThat(proxied("").proxyTo("https", COGNITO))
                    .contains(new EgressProxy("proxy.example.com", 3128, Optional.empty()));
            assertThat(proxied("").proxyTo("http", COGNITO)).isEmpty();
        }

        @Test
        void loginIsDecoded() {
            Egress egress = egress(Map.of("gatehouse.egress.https-proxy", "http://me:p%40ss+w@proxy.example.com"));

            assertThat(egress.proxyTo("https", COGNITO))
                    .contains(new EgressProxy(
                            "proxy.example.com",
                            80,
                            Optional.of(new EgressProxy.Login(new Secret("me"), new Secret("p@ss+w")))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://proxy.example.com", "socks5://proxy:1080", "http://", "ex ample:secret@host"})
        void malformedAddressIsNamedAndNotQuoted(String address) {
            assertThatThrownBy(() -> egress(Map.of("gatehouse.egress.https-proxy", address)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasNoCause()
                    .message()
                    .contains("HTTPS_PROXY")
                    .doesNotContain("secret");
        }

        /** The form of http.nonProxyHosts: a star at the beginning or at the end. */
        @ParameterizedTest
        @CsvSource({
            "10.1.2.3,true",
            "11.1.2.3,false",
            "cognito.example.org,true",
            "pool.internal,true",
            "poolside,false"
        })
        void patternsOfTheJdkAreCalledDirectly(String host, boolean direct) {
            assertThat(new NoProxy("10.*|*.example.org|pool.*", "\\|").contains(host))
                    .isEqualTo(direct);
        }

        @Test
        void propertyOfTheJdkWins() {
            System.setProperty("https.proxyHost", "other.example.com");
            System.setProperty("https.proxyPort", "8888");
            try {
                assertThat(proxied("").proxyTo("https", COGNITO))
                        .contains(new EgressProxy("other.example.com", 8888, Optional.empty()));
            } finally {
                System.clearProperty("https.proxyHost");
                System.clearProperty("https.proxyPort");
            }
        }
    }

    @Nested
    class Direct {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "*|" + COGNITO,
                    "amazonaws.com|" + COGNITO,
                    ".amazonaws.com|" + COGNITO,
                    "*.amazonaws.com|" + COGNITO,
                    "example.com, AMAZONAWS.com:443|" + COGNITO,
                    "10.1.2.3|10.1.2.3",
                    "10.0.0.0/8|10.1.2.3",
                    "fd00::/8|[fd00:ec2::23]",
                    "x.example|localhost",
                    "x.example|127.0.0.1",
                    "x.example|[::1]"
                })
        void hostsThatAreNamedAndThisMachineAre(String noProxy, String host) {
            assertThat(proxied(noProxy).proxyTo("https", host)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "eu-west-1.amazonaws|" + COGNITO,
                    "naws.com|" + COGNITO,
                    "10.0.0.0/8|11.1.2.3",
                    "10.0.0.0/33|10.1.2.3",
                    "10.0.0.0/x|10.1.2.3",
                    "10.1|10.1.2.3",
                    ",|" + COGNITO
                })
        void othersAreNot(String noProxy, String host) {
            assertThat(proxied(noProxy).proxyTo("https", host)).isPresent();
        }
    }

    @Nested
    class Authorities {
        @TempDir
        private Path folder;

        @Test
        void areThePublicOnesByDefault() {
            assertThat(Ways.direct().trust()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "no certificate"})
        void fileWithoutACertificateStopsTheStart(String content) throws IOException {
            Path file = Files.writeString(folder.resolve("ca.pem"), content);

            assertThatThrownBy(() -> egress(Map.of("gatehouse.egress.ca-file", file.toString())))
                    .isInstanceOf(ConfigurationException.class)
                    .message()
                    .contains("gatehouse.egress.ca-file");
        }

        @Test
        void missingFileStopsTheStart() {
            assertThatThrownBy(() -> egress(Map.of(
                            "gatehouse.egress.ca-file", folder.resolve("none").toString())))
                    .isInstanceOf(ConfigurationException.class)
                    .message()
                    .contains("cannot be read");
        }
    }
}
