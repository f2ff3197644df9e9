package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.SettingsOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedIssuersTest {
    private static final String ORIGINAL = PoolAddresses.EXAMPLE.originalIssuer();
    private static final String UPDATED = PoolAddresses.EXAMPLE.updatedIssuer();
    private static final String TYPE = "gatehouse.token.issuer-type";

    @Nested
    class OfTheConfiguredPool {

        @Test
        void isTheOriginalOneByDefault() {
            assertThat(find(Map.of(), ORIGINAL)).isNotNull();
            assertThat(find(Map.of(), UPDATED)).isNull();
        }

        @Test
        void isTheUpdatedOneWhereThePoolHasIt() {
            assertThat(find(Map.of(TYPE, "updated"), UPDATED)).isNotNull();
            assertThat(find(Map.of(TYPE, "updated"), ORIGINAL)).isNull();
        }

        @Test
        void areBothWhileAPoolChangesOver() {
            assertThat(find(Map.of(TYPE, "both"), ORIGINAL)).isNotNull();
            assertThat(find(Map.of(TYPE, "both"), UPDATED)).isNotNull();
            assertThat(find(Map.of(TYPE, "both"), ORIGINAL.replace("Example", "Other")))
                    .isNull();
        }

        @Test
        void isTheConfiguredOneInPlaceOfBoth() {
            Map<String, String> settings = Map.of("gatehouse.token.issuer", "https://pool.example", TYPE, "both");
            assertThat(find(settings, "https://pool.example")).isNotNull();
            assertThat(find(settings, ORIGINAL)).isNull();
            assertThat(find(settings, UPDATED)).isNull();
        }
    }

    @Nested
    class OfFurtherPools {
        private static final String REPLICA = "https://cognito-idp.us-west-2.amazonaws.com/eu-west-1_Example";
        private static final String OTHER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other";

        @Test
        void areNotOfTheDefaultPool() {
            assertThat(find(further(OTHER), OTHER))
                    .isNotNull()
                    .extracting(TrustedIssuer::isDefault)
                    .isEqualTo(false);
        }

        @Test
        void areOfTheDefaultPoolIfTheyEndInItsId() {
            assertThat(find(further(REPLICA), REPLICA))
                    .isNotNull()
                    .extracting(TrustedIssuer::isDefault)
                    .isEqualTo(true);
        }

        @Test
        void haveKeysOfTheirOwn() {
            assertThat(keysOf(REPLICA)).isNotSameAs(keysOf(ORIGINAL));
        }

        private SigningKeys keysOf(String issuer) {
            TrustedIssuer found = find(further(REPLICA), issuer);
            assertThat(found).isNotNull();
            return found.keys();
        }

        @Test
        void sameIdsOfTwoPoolsAreRevokedApart() {
            TrustedIssuer other = find(further(OTHER), OTHER);
            assertThat(other).isNotNull();
            assertThat(other.revocationKey("user")).isNotEqualTo(Issuers.OURS.revocationKey("user"));
        }

        @Test
        void leaveTheConfiguredPoolAsItIs() {
            assertThat(find(further(OTHER), ORIGINAL))
                    .isNotNull()
                    .extracting(TrustedIssuer::isDefault)
                    .isEqualTo(true);
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://cognito-idp.us-east-1.amazonaws.com/", "pool", "https://"})
        void withoutAPoolIdStopTheStart(String issuer) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> find(further(issuer), ORIGINAL))
                    .withMessageContaining("gatehouse.token.pools.partner.issuer");
        }

        @Test
        void withTheNameOfTheConfiguredPoolStopTheStart() {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> find(
                            Map.of(
                                    "gatehouse.token.pools.default.issuer",
                                    OTHER,
                                    "gatehouse.token.pools.default.client-ids",
                                    "theirs"),
                            ORIGINAL))
                    .withMessageContaining("gatehouse.token.pools.default");
        }

        private static Map<String, String> further(String issuer) {
            return Map.of(
                    "gatehouse.token.pools.partner.issuer",
                    issuer,
                    "gatehouse.token.pools.partner.client-ids",
                    "theirs");
        }
    }

    private static @Nullable TrustedIssuer find(Map<String, String> settings, String issuer) {
        try (Issuers issuers = new Issuers(SettingsOf.mapping(TokenConfig.class, settings))) {
            return issuers.trusted().find(issuer);
        }
    }
}
