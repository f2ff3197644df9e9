package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/** Changing attributes, and a new address that counts once it is verified. */
class AttributeContractTest {

    private static final String EMAIL = "ada@example.com";
    private static final String NEW = "countess@example.com";

    private Pool pool;
    private String token;

    @BeforeEach
    void signIn() {
        pool = Pool.fresh();
        pool.register(EMAIL);
        token = pool.signIn(EMAIL).accessToken();
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    private List<CodeDeliveryDetailsType> update(String name, String value) {
        return pool.cognito
                .updateUserAttributes(r -> r.accessToken(token).userAttributes(attribute(name, value)))
                .codeDeliveryDetailsList();
    }

    private void verify(String code) {
        pool.cognito.verifyUserAttribute(
                r -> r.accessToken(token).attributeName("email").code(code));
    }

    private void administer(AttributeType... attributes) {
        pool.cognito.adminUpdateUserAttributes(
                r -> r.userPoolId(pool.id).username(EMAIL).userAttributes(attributes));
    }

    private JsonNode attributes(String email) {
        return pool.user(email).path("attributes");
    }

    @Nested
    class UpdateUserAttributes {

        @Test
        void plainAttributeIsWritten() {
            assertThat(update("given_name", "Ada")).isEmpty();
            assertThat(attributes(EMAIL).path("given_name").asText()).isEqualTo("Ada");
        }

        @Test
        void emptyValueDeletes() {
            update("given_name", "Ada");
            update("given_name", "");
            assertThat(attributes(EMAIL).has("given_name")).isFalse();
        }

        @Test
        void unknownAttributeIsRefused() {
            refused(() -> update("shoe_size", "38"), "InvalidParameterException");
        }

        @Test
        void verifiedFlagIsNotTheClientsToWrite() {
            refused(
                    () -> update("email_verified", "true"),
                    "NotAuthorizedException",
                    "A client attempted to write unauthorized attribute");
        }
    }

    @Nested
    class NewAddress {

        @Test
        void getsTheCodeAndDoesNotCountYet() {
            assertThat(update("email", NEW)).singleElement().satisfies(delivery -> {
                assertThat(delivery.destination()).isEqualTo("c***@e***");
                assertThat(delivery.attributeName()).isEqualTo("email");
            });
            assertThat(pool.outbox(NEW).path(0).path("kind").asText()).isEqualTo("attribute");
            assertThat(attributes(EMAIL).path("email").asText()).isEqualTo(EMAIL);
            assertThat(pool.user(EMAIL).path("email_verified").asBoolean()).isTrue();
        }

        @Test
        void countsOnceTheCodeIsBack() {
            update("email", NEW);
            verify(pool.code(NEW));
            assertThat(pool.signIn(NEW)).isNotNull();
            assertThat(attributes(NEW).path("email").asText()).isEqualTo(NEW);
            refused(() -> pool.signIn(EMAIL), "NotAuthorizedException");
        }

        @Test
        void wrongCodeIsRefused() {
            update("email", NEW);
            refused(() -> verify(Pool.wrongCode(pool.code(NEW))), "CodeMismatchException");
            refused(() -> verify("x"), "CodeMismatchException");
            assertThat(attributes(EMAIL).path("email").asText()).isEqualTo(EMAIL);
        }

        @Test
        void anothersAddressIsRefused() {
            refused(() -> update("email", "demo@example.com"), "AliasExistsException");
        }

        @Test
        void addressThatIsTakenMeanwhileIsRefused() {
            update("email", NEW);
            String code = pool.code(NEW);
            pool.signUp(NEW);
            refused(() -> verify(code), "AliasExistsException");
        }

        @Test
        void codeIsSentAgainToTheNewAddress() {
            update("email", NEW);
            String old = pool.code(NEW);
            pool.cognito.getUserAttributeVerificationCode(
                    r -> r.accessToken(token).attributeName("email"));
            assertThat(pool.code(NEW)).isNotEqualTo(old);
            verify(pool.code(NEW));
            assertThat(pool.signIn(NEW)).isNotNull();
        }

        @Test
        void codeForAnotherAttributeIsRefused() {
            refused(
                    () -> pool.cognito.getUserAttributeVerificationCode(
                            r -> r.accessToken(token).attributeName("phone_number")),
                    "InvalidParameterException");
        }
    }

    @Nested
    class DeleteUserAttributes {

        private void delete(String name) {
            pool.cognito.deleteUserAttributes(r -> r.accessToken(token).userAttributeNames(name));
        }

        @Test
        void attributeIsGone() {
            update("given_name", "Ada");
            delete("given_name");
            assertThat(attributes(EMAIL).has("given_name")).isFalse();
        }

        @Test
        void addressAndSubStay() {
            refused(() -> delete("email"), "InvalidParameterException");
            refused(() -> delete("sub"), "NotAuthorizedException");
        }
    }

    @Nested
    class ByAnAdministrator {

        @Test
        void verifiedAddressCountsAtOnce() {
            administer(attribute("email", NEW), attribute("email_verified", "true"));
            assertThat(pool.signIn(NEW)).isNotNull();
        }

        @Test
        void unverifiedAddressWaitsForItsCode() {
            administer(attribute("email", NEW));
            assertThat(attributes(EMAIL).path("email").asText()).isEqualTo(EMAIL);
            verify(pool.code(NEW));
            assertThat(pool.signIn(NEW)).isNotNull();
        }

        @Test
        void attributeIsWrittenAndDeleted() {
            administer(attribute("nickname", "Ada"));
            assertThat(attributes(EMAIL).path("nickname").asText()).isEqualTo("Ada");
            pool.cognito.adminDeleteUserAttributes(
                    r -> r.userPoolId(pool.id).username(EMAIL).userAttributeNames("nickname"));
            assertThat(attributes(EMAIL).has("nickname")).isFalse();
        }
    }
}
