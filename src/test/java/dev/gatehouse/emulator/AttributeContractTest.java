package dev.gatehouse.emulator;

import static dev.gatehouse.emulator.Pool.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/** Changing attributes, and a new address that counts once it is verified. */
class AttributeContractTest {

    private final String email = Pool.someone();
    private final String next = Pool.someone();

    private Pool pool;
    private String token;

    @BeforeEach
    void signIn() {
        pool = Pool.fresh();
        pool.register(email);
        token = pool.signIn(email).accessToken();
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

    private void delete(String name) {
        pool.cognito.deleteUserAttributes(r -> r.accessToken(token).userAttributeNames(name));
    }

    private void administer(AttributeType... attributes) {
        pool.cognito.adminUpdateUserAttributes(
                r -> r.userPoolId(pool.id).username(email).userAttributes(attributes));
    }

    private Map<String, String> attributes(String name) {
        return pool.cognito.adminGetUser(r -> r.userPoolId(pool.id).username(name)).userAttributes().stream()
                .collect(Collectors.toMap(AttributeType::name, AttributeType::value));
    }

    @Nested
    class UpdateUserAttributes {

        @Test
        void plainAttributeIsWritten() {
            assertThat(update("given_name", "Ada")).isEmpty();
            assertThat(attributes(email).get("given_name")).isEqualTo("Ada");
        }

        @Test
        void emptyValueDeletes() {
            update("given_name", "Ada");
            update("given_name", "");
            assertThat(attributes(email)).doesNotContainKey("given_name");
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
    @NeedsControlRoutes
    class WhatThePoolDoesNotLetAClientChange {

        @Test
        void attributeThatTheClientMayNotWrite() {
            pool.patchClient(pool.clientId, "{\"write_attributes\":[\"email\",\"name\"]}");
            update("name", "Ada");
            refused(() -> update("locale", "en"), "NotAuthorizedException");
            refused(() -> delete("locale"), "NotAuthorizedException");
        }

        @Test
        void attributeThatCanBeSetOnce() {
            pool.patchPool("{\"custom_attributes\":{\"badge\":false}}");
            update("custom:badge", "1");
            refused(() -> update("custom:badge", "2"), "InvalidParameterException");
        }

        @Test
        void attributeThatIsRequiredIsNotDeleted() {
            pool.patchPool("{\"required_attributes\":[\"name\"]}");
            update("name", "Ada");
            refused(() -> delete("name"), "InvalidParameterException");
        }
    }

    @Nested
    class NewNumber {

        @Test
        void isUnverified() {
            administer(attribute("phone_number", "+15555550100"), attribute("phone_number_verified", "true"));
            update("phone_number", "+15555550101");
            assertThat(attributes(email)).doesNotContainEntry("phone_number_verified", "true");
        }

        @Test
        void hasTheFormOfE164() {
            refused(() -> update("phone_number", "0171"), "InvalidParameterException");
        }
    }

    @Nested
    class NewAddress {

        @Test
        void getsTheCodeAndDoesNotCountYet() {
            assertThat(update("email", next)).singleElement().satisfies(delivery -> {
                assertThat(delivery.destination()).startsWith(next.charAt(0) + "***@");
                assertThat(delivery.attributeName()).isEqualTo("email");
            });
            assertThat(pool.code(next)).matches("[0-9]{6}");
            assertThat(attributes(email).get("email")).isEqualTo(email);
            assertThat(attributes(email)).containsEntry("email_verified", "true");
        }

        @Test
        void countsOnceTheCodeIsBack() {
            update("email", next);
            verify(pool.code(next));
            assertThat(pool.signIn(next)).isNotNull();
            assertThat(attributes(next).get("email")).isEqualTo(next);
            refused(() -> pool.signIn(email), "NotAuthorizedException");
        }

        @Test
        @NeedsControlRoutes
        void countsAtOnceAndUnverifiedWhereThePoolDoesNotWait() {
            pool.patchPool("{\"keep_address\":false}");
            assertThat(update("email", next)).hasSize(1);
            assertThat(attributes(next)).containsEntry("email", next).containsEntry("email_verified", "false");
            refused(() -> pool.signIn(email), "NotAuthorizedException");
        }

        @Test
        void wrongCodeIsRefused() {
            update("email", next);
            refused(() -> verify(Pool.wrongCode(pool.code(next))), "CodeMismatchException");
            refused(() -> verify("x"), "CodeMismatchException");
            assertThat(attributes(email).get("email")).isEqualTo(email);
        }

        @Test
        void anothersAddressIsRefused() {
            pool.signUp(next);
            refused(() -> update("email", next), "AliasExistsException");
        }

        @Test
        void addressThatIsTakenMeanwhileIsRefused() {
            update("email", next);
            String code = pool.code(next);
            pool.signUp(next);
            refused(() -> verify(code), "AliasExistsException");
        }

        @Test
        void codeIsSentAgainToTheNewAddress() {
            update("email", next);
            String old = pool.code(next);
            pool.cognito.getUserAttributeVerificationCode(
                    r -> r.accessToken(token).attributeName("email"));
            assertThat(pool.code(next)).isNotEqualTo(old);
            verify(pool.code(next));
            assertThat(pool.signIn(next)).isNotNull();
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

        @Test
        void attributeIsGone() {
            update("given_name", "Ada");
            delete("given_name");
            assertThat(attributes(email)).doesNotContainKey("given_name");
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
            administer(attribute("email", next), attribute("email_verified", "true"));
            assertThat(pool.signIn(next)).isNotNull();
        }

        @Test
        void unverifiedAddressWaitsForItsCode() {
            administer(attribute("email", next));
            assertThat(attributes(email).get("email")).isEqualTo(email);
            verify(pool.code(next));
            assertThat(pool.signIn(next)).isNotNull();
        }

        @Test
        void attributeIsWrittenAndDeleted() {
            administer(attribute("nickname", "Ada"));
            assertThat(attributes(email).get("nickname")).isEqualTo("Ada");
            pool.cognito.adminDeleteUserAttributes(
                    r -> r.userPoolId(pool.id).username(email).userAttributeNames("nickname"));
            assertThat(attributes(email)).doesNotContainKey("nickname");
        }
    }
}
