package dev.gatehouse.limit;

import dev.gatehouse.support.PoolResource;
import java.util.List;
import java.util.Map;

/** A pool, and limits that a test reaches soon. The test is a trusted proxy, so that it may send requests as from any address. */
public class LimitedPool extends PoolResource {
    static final int PER_ADDRESS = 5;
    static final int PER_ACCOUNT = 3;
    static final int SIGN_INS_PER_ADDRESS = 9;
    static final int SIGN_INS_PER_ACCOUNT = 6;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        settings.put("gatehouse.limit.enabled", "true");
        settings.put("gatehouse.http.trusted-proxies", "127.0.0.1,::1");
        settings.put("gatehouse.mfa.required", "true");
        settings.put("gatehouse.account.email-change", "false");
        List<String> limits = List.of(
                "register",
                "verify",
                "resend",
                "forgot",
                "reset",
                "refresh",
                "challenge",
                "sign-in-code",
                "logout",
                "password-change",
                "factors",
                "factor-change",
                "profile",
                "admin");
        for (String limit : limits) {
            settings.put("gatehouse.limit." + limit + ".per-address", PER_ADDRESS + "/1h");
            settings.put("gatehouse.limit." + limit + ".per-account", PER_ACCOUNT + "/1h");
        }
        settings.put("gatehouse.limit.sign-in.per-address", SIGN_INS_PER_ADDRESS + "/1h");
        settings.put("gatehouse.limit.sign-in.per-account", SIGN_INS_PER_ACCOUNT + "/1h");
        return settings;
    }
}
