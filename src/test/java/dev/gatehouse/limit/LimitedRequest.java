package dev.gatehouse.limit;

import dev.gatehouse.support.Api;
import dev.gatehouse.support.Pool;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The limited routes, as somebody at a chosen address calls them. */
enum LimitedRequest {
    SIGN_IN("/auth/login", LimitedPool.SIGN_INS_PER_ADDRESS, LimitedPool.SIGN_INS_PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("email", who, "password", Api.PASSWORD);
        }
    },
    REGISTER("/auth/register", LimitedPool.PER_ADDRESS, LimitedPool.PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("email", who, "password", Api.PASSWORD);
        }
    },
    VERIFY("/auth/verify", LimitedPool.PER_ADDRESS, LimitedPool.PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("email", who, "code", "000000");
        }
    },
    RESEND("/auth/resend-code", LimitedPool.PER_ADDRESS, LimitedPool.PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("email", who);
        }
    },
    FORGOT("/auth/forgot-password", LimitedPool.PER_ADDRESS, LimitedPool.PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("email", who);
        }
    },
    RESET("/auth/reset-password", LimitedPool.PER_ADDRESS, LimitedPool.PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("email", who, "code", "000000", "new_password", Api.OTHER_PASSWORD);
        }
    },
    REFRESH("/auth/refresh", LimitedPool.PER_ADDRESS, LimitedPool.PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("refresh_token", who);
        }
    },
    CHALLENGE("/auth/challenge", LimitedPool.PER_ADDRESS, LimitedPool.PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("challenge_token", who, "answers", Map.of("code", "000000"));
        }
    },
    LOGOUT("/auth/logout", LimitedPool.PER_ADDRESS, LimitedPool.PER_ACCOUNT) {
        @Override
        Map<String, ?> body(String who) {
            return Map.of("refresh_token", who);
        }
    };

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    final String path;
    final int perAddress;
    final int perAccount;

    LimitedRequest(String path, int perAddress, int perAccount) {
        this.path = path;
        this.perAddress = perAddress;
        this.perAccount = perAccount;
    }

    abstract Map<String, ?> body(String who);

    Response from(String address, String who) {
        return from(address, path, body(who));
    }

    static Response from(String address, String path, Map<String, ?> body) {
        return Api.json().header("X-Forwarded-For", address).body(body).post(path);
    }

    static Response signIn(String who, String password) {
        return from(anAddress(), SIGN_IN.path, Map.of("email", who, "password", password));
    }

    /** An address that no request came from before. */
    static String anAddress() {
        int i = ADDRESSES.incrementAndGet();
        return "198.18." + i / 256 + "." + i % 256;
    }

    /** A verified account. */
    static String member() {
        String email = Api.someone();
        REGISTER.from(anAddress(), email).then().statusCode(202);
        from(anAddress(), VERIFY.path, Map.of("email", email, "code", Pool.codeFor(email)))
                .then()
                .statusCode(204);
        return email;
    }
}
