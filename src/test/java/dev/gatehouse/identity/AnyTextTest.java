package dev.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import dev.gatehouse.support.PoolResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type reaches the pool as they typed it, in whatever script. */
@QuarkusTest
@WithTestResource(PoolResource.class)
class AnyTextTest {
    private static final String COMPOSED = "caf\u00e9-caf\u00e9-caf\u00e9";
    private static final String KEY = "\ud83d\udd11";

    @BeforeEach
    void freshPool() {
        Pool.reset();
    }

    private static void assertSignsInWith(String password, String... others) {
        String email = Api.someone();
        Api.post("/auth/register", Map.of("email", email, "password", password))
                .then()
                .statusCode(202);
        Api.verify(email).then().statusCode(204);

        Api.login(email, password).then().statusCode(200);
        for (String other : others) {
            Api.login(email, other).then().statusCode(401);
        }
    }

    @Nested
    class Passwords {
        @Test
        void everyPrintableAsciiCharacterIsPreserved() {
            String all = IntStream.rangeClosed('!', '~')
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());

            assertSignsInWith(
                    all, all.toLowerCase(java.util.Locale.ROOT), all.replace("\\", ""), all.replace("&", "&amp;"));
        }

        @Test
        void blanksAtTheEndsAreNotTrimmed() {
            assertSignsInWith(Api.PASSWORD, Api.PASSWORD + " ", " " + Api.PASSWORD, Api.PASSWORD + "\u00a0");
        }

        @Test
        void blanksInsideArePreserved() {
            assertSignsInWith("correct  horse battery", "correct horse battery", "correcthorsebattery");
        }

        /** Cognito takes no white space at the ends of a new password: refused, it is not one that nobody typed. */
        @ParameterizedTest
        @ValueSource(strings = {" " + Api.PASSWORD, Api.PASSWORD + " ", Api.PASSWORD + "\n"})
        void newOneWithABlankAtAnEndIsRefusedRatherThanTrimmed(String password) {
            Api.post("/auth/register", Map.of("email", Api.someone(), "password", password))
                    .then()
                    .statusCode(400)
                    .body("errors.field", equalTo(java.util.List.of("password")));
        }

        @Test
        void normalFormIsThatWhichWasTyped() {
            assertSignsInWith(COMPOSED, Normalizer.normalize(COMPOSED, Normalizer.Form.NFD));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\u05e1\u05d9\u05e1\u05de\u05d4-\u05d0\u05e8\u05d5\u05db\u05d4-\u05de\u05d0\u05d5\u05d3",
                    "pass\u200bword-with-zero-width",
                    "\u202eright-to-left-override",
                    "\ud83d\udc69\u200d\ud83d\ude80\ud83d\udc69\u200d\ud83d\ude80\ud83d\udc69\u200d\ud83d\ude80-rocket",
                    "\u0000nul-is-a-character"
                })
        void everyScriptIsPreserved(String password) {
            // With question marks it is what is left where a text passes through an encoding that lacks its script.
            assertSignsInWith(password, password + "\u200b", password.replaceAll("[^!-~]", "?"));
        }

        @Test
        void characterOfFourBytesIsOneCharacter() {
            assertSignsInWith(KEY.repeat(256), KEY.repeat(255));
        }

        @Test
        void oneCharacterTooManyIsRefusedByName() {
            Api.login(Api.someone(), KEY.repeat(257))
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("password"))
                    .body("errors[0].message", equalTo("must be at most 256 characters long"));
        }
    }

    @Nested
    class Names {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Zo\u00eb",
                    "Zoe\u0308",
                    "\u0645\u062d\u0645\u062f \u0631\u0636\u0627",
                    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                    "\ud842\udfb7\u91ce\u5bb6",
                    "O'Brien \"Bob\" <b>&\\",
                    " "
                })
        void reachThePoolAsTheyWereTyped(String name) {
            String email = Api.someone();
            Api.post("/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", name))
                    .then()
                    .statusCode(202);

            assertThat(Pool.user(email).getString("attributes.name")).isEqualTo(name);
        }

        @Test
        void characterOfFourBytesIsOneCharacter() {
            String email = Api.someone();
            Api.post("/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", KEY.repeat(256)))
                    .then()
                    .statusCode(202);

            assertThat(Pool.user(email).getString("attributes.name")).isEqualTo(KEY.repeat(256));
        }
    }

    @Nested
    class Addresses {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ada+news@example.com",
                    "o'brien@example.com",
                    "\"ada.lovelace\"@example.com",
                    "!#$%&'*+/=?^_`{|}~-@example.com",
                    "\u4f60\u597d@example.com",
                    "ada@b\u00fccher.example",
                    "ada@xn--bcher-kva.example"
                })
        void ofEveryFormCanSignUpAndIn(String email) {
            Api.register(email).then().statusCode(202);
            Api.verify(email).then().statusCode(204);
            Api.login(email, Api.PASSWORD).then().statusCode(200);
        }

        @Test
        void tagAfterAPlusIsPartOfIt() {
            Api.register("ada+one@example.com");

            assertThat(Pool.has("ada+one@example.com")).isTrue();
            assertThat(Pool.has("ada@example.com")).isFalse();
        }

        @Test
        void with128CharactersIsTaken() {
            Api.register(ofLength(128)).then().statusCode(202);
        }

        /** RFC 5321 allows 254; Cognito's sign-in names end at 128. */
        @ParameterizedTest
        @ValueSource(ints = {129, 254, 255, 320, 4000})
        void longerOneIsRefusedByName(int length) {
            Api.register(ofLength(length))
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("email"))
                    .body("errors.message", hasItem("must be at most 128 characters long"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ada",
                    "ada@",
                    "@example.com",
                    "ada@exam ple.com",
                    "ada@example.com ",
                    " ada@example.com",
                    "\"ada love\"@example.com",
                    "ada@b@example.com",
                    "ada@example..com",
                    "ada@example.com,bob@example.com",
                    "ada@example.com\r\nBcc: bob@example.com",
                    "ada\u200b@example.com",
                    "\u202eada@example.com",
                    "<ada@example.com>"
                })
        void thatIsNoneIsRefusedByName(String email) {
            Api.register(email).then().statusCode(400).body("errors.field", hasItem("email"));
            // Or it was the pool that refused it, which takes some that are none.
            assertThat(Pool.calls("SignUp")).isZero();
        }

        private static String ofLength(int length) {
            return "a".repeat(64) + "@" + "d".repeat(length - 65).replaceAll("(.{50}).(?=.)", "$1.");
        }
    }
}
