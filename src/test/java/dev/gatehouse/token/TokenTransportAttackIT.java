package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.support.KeptConnection.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good tokens that come another way than in the one Authorization field under the one scheme (RFC 6750 §2, RFC 9110 §11.6). */
@Tag("proof")
class TokenTransportAttackIT extends TokenAttack {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    /** RFC 9110 §11.1: the name of a scheme has no case. */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void schemeIsKnownInAnyCase(String scheme) {
        assertThat(gatehouse
                        .send("Authorization: " + scheme + " " + gatehouse.token())
                        .status())
                .isEqualTo(Attacked.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "AUTHORIZATION", "aUTHORIZATION"})
    void fieldIsKnownInAnyCase(String name) {
        assertThat(gatehouse.send(name + ": Bearer " + gatehouse.token()).status())
                .isEqualTo(Attacked.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic ",
                "Digest ",
                "Token ",
                "JWT ",
                "DPoP ",
                "MAC ",
                "OAuth ",
                "Negotiate ",
                "AWS4-HMAC-SHA256 ",
                "Bearer",
                "Bearer:",
                "Bearer=",
                "Bearer\t",
                "Bearer,",
                "Bearerr ",
                "XBearer ",
                "\"Bearer\" ",
                "Be arer ",
                "B\u00e9arer "
            })
    void tokenUnderAnotherSchemeIsNone(String scheme) {
        assertNoToken(gatehouse.send("Authorization: " + scheme + gatehouse.token()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer   ", "\t"})
    void emptyFieldIsNoToken(String value) {
        assertNoToken(gatehouse.send("Authorization: " + value));
    }

    /** Which of the two counts, a proxy before us may see otherwise; so neither does (RFC 9110 §5.3). */
    @Test
    void twoFieldsAreRefusedWhicheverIsGood() {
        String good = "Authorization: Bearer " + gatehouse.token();
        String other = "Authorization: Bearer " + gatehouse.token();
        String bad = "authorization: Bearer x.y.z";
        String basic = "Authorization: Basic ZGVtbzpkZW1v";
        for (String[] fields : new String[][] {
            {good, bad},
            {bad, good},
            {good, other},
            {good, good},
            {basic, good},
            {good, basic},
            {"Authorization:", good},
            {good, "Authorization:"}
        }) {
            assertThat(gatehouse.send(fields).status())
                    .as(String.join(" | ", fields))
                    .isEqualTo(400);
        }
    }

    @Test
    void tokensJoinedInOneFieldAreRefused() {
        String token = gatehouse.token();
        for (String value : new String[] {
            token + ", Bearer " + token,
            token + "," + token,
            token + ",",
            token + ", ",
            token + " " + token,
            token + " Basic ZGVtbzpkZW1v",
            token + ", realm=\"gatehouse\"",
            "," + token,
            "x.y.z, Bearer " + token,
            "\"" + token + "\"",
            "<" + token + ">",
            "token=" + token,
            "Bearer " + token
        }) {
            assertRefused(value);
        }
        assertNoToken(gatehouse.send("Authorization: Basic ZGVtbzpkZW1v, Bearer " + token));
    }

    /** RFC 6750 §2.3; addresses are kept in logs and histories. */
    @ParameterizedTest
    @ValueSource(strings = {"access_token", "token", "bearer", "jwt", "Authorization", "bearer_token"})
    void tokenInTheAddressIsNone(String name) {
        String path = "/admin/users/nobody/logout?" + name + "=";
        assertNoToken(gatehouse.sendTo(path + gatehouse.token(), ""));
        assertNoToken(gatehouse.sendTo(path + "Bearer%20" + gatehouse.token(), ""));
        assertNoToken(gatehouse.sendTo("/admin/users/nobody/logout;" + name + "=" + gatehouse.token(), ""));
    }

    /** RFC 6750 §2.2 puts it into a form, and no form is read. */
    @ParameterizedTest
    @ValueSource(strings = {"access_token=", "Authorization=Bearer+"})
    void tokenInAFormIsNotRead(String member) {
        assertThat(gatehouse
                        .sendTo("/admin/users/nobody/logout", member + gatehouse.token(), FORM)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void tokenInTheBodyIsNone() {
        assertNoToken(gatehouse.sendTo(
                "/admin/users/nobody/logout",
                "{\"access_token\":\"" + gatehouse.token() + "\"}",
                "Content-Type: application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "access_token", "token", "jwt", "Authorization", "__Host-access_token"})
    void tokenInACookieIsNone(String name) {
        assertNoToken(gatehouse.send("Cookie: " + name + "=" + gatehouse.token()));
        assertNoToken(gatehouse.send("Cookie: " + name + "=\"Bearer " + gatehouse.token() + "\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proxy-Authorization",
                "X-Authorization",
                "X-Forwarded-Authorization",
                "X-Original-Authorization",
                "Access-Token",
                "X-Access-Token",
                "X-Auth-Token",
                "X-Amzn-Oidc-Accesstoken",
                "Authentication",
                "Authorization_",
                "WWW-Authenticate"
            })
    void tokenInAnotherFieldIsNone(String name) {
        assertNoToken(gatehouse.send(name + ": Bearer " + gatehouse.token()));
    }

    /** A refused token beside a good one elsewhere is refused: nothing else is tried. */
    @Test
    void refusedTokenIsNotMadeUpForByOneElsewhere() {
        String good = gatehouse.token();
        Answer answer = gatehouse.sendTo(
                "/admin/users/nobody/logout?access_token=" + good,
                "",
                "Authorization: Bearer x.y.z",
                "Cookie: Bearer=" + good,
                "X-Authorization: Bearer " + good);
        assertIsRefusal(answer, "");
    }

    /** 401 with a challenge that names no error, because nothing was offered that could be wrong (RFC 6750 §3.1). */
    private static void assertNoToken(Answer answer) {
        assertThat(answer.status()).isEqualTo(Attacked.REFUSED);
        assertThat(answer.head()).contains("\r\nwww-authenticate: bearer realm=\"gatehouse\"\r\n");
        assertThat(answer.body()).contains("\"code\":\"authentication_required\"");
    }
}
