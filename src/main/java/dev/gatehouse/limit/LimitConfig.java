package dev.gatehouse.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Rate limits per client address and per account. A rate {@code 10/1m} allows 10 requests at once, and 10 more per minute,
 * spread evenly. A rate per address is meant for many people behind one address, a rate per account for one person.
 */
@ConfigMapping(prefix = "gatehouse.limit")
interface LimitConfig {

    /** Whether requests are limited at all. */
    @WithDefault("true")
    boolean enabled();

    /** Whether each replica counts alone ({@code memory}) or all count together ({@code redis}). */
    @WithDefault("memory")
    Store store();

    /**
     * Advanced: how many addresses and accounts a replica keeps count of. When it is full, the least recently used are
     * forgotten.
     */
    @WithDefault("100000")
    int trackedKeys();

    /** Advanced: how long a request may wait for Redis before its replica counts alone. */
    @WithDefault("500ms")
    Duration storeTimeout();

    /** Advanced: how long Redis is not asked after a failure. */
    @WithDefault("5s")
    Duration storePause();

    /** The secret of the hashes that replicas share. Set as {@code JWT_SECRET}. */
    Optional<String> keySecret();

    /** A file that holds this secret. It wins over the secret itself. Set as {@code JWT_SECRET_FILE}. */
    Optional<Path> keySecretFile();

    /** What failed sign-ins for one account lead to. */
    SlowDown slowDown();

    /** {@code 60/1m} allows 60 sign-ins at once and 60 more per minute, spread evenly; the other rates are written alike. */
    @WithName("sign-in.per-address")
    @WithDefault("60/1m")
    String signInPerAddress();

    /** Sign-ins for one email address. */
    @WithName("sign-in.per-account")
    @WithDefault("10/1m")
    String signInPerAccount();

    @WithName("register.per-address")
    @WithDefault("20/1h")
    String registerPerAddress();

    @WithName("register.per-account")
    @WithDefault("5/1h")
    String registerPerAccount();

    @WithName("verify.per-address")
    @WithDefault("30/10m")
    String verifyPerAddress();

    @WithName("verify.per-account")
    @WithDefault("10/10m")
    String verifyPerAccount();

    @WithName("resend.per-address")
    @WithDefault("20/1h")
    String resendPerAddress();

    @WithName("resend.per-account")
    @WithDefault("5/1h")
    String resendPerAccount();

    @WithName("forgot.per-address")
    @WithDefault("20/1h")
    String forgotPerAddress();

    @WithName("forgot.per-account")
    @WithDefault("5/1h")
    String forgotPerAccount();

    @WithName("reset.per-address")
    @WithDefault("30/1h")
    String resetPerAddress();

    @WithName("reset.per-account")
    @WithDefault("10/1h")
    String resetPerAccount();

    @WithName("refresh.per-address")
    @WithDefault("300/1m")
    String refreshPerAddress();

    /** Advanced: per refresh token. */
    @WithName("refresh.per-account")
    @WithDefault("10/1m")
    String refreshPerAccount();

    @WithName("challenge.per-address")
    @WithDefault("60/1m")
    String challengePerAddress();

    /** Advanced: per challenge token. */
    @WithName("challenge.per-account")
    @WithDefault("10/5m")
    String challengePerAccount();

    @WithName("logout.per-address")
    @WithDefault("60/1m")
    String logoutPerAddress();

    /** Advanced: per caller; without a valid bearer token per refresh token. */
    @WithName("logout.per-account")
    @WithDefault("10/1m")
    String logoutPerAccount();

    @WithName("password-change.per-address")
    @WithDefault("30/10m")
    String passwordChangePerAddress();

    @WithName("password-change.per-account")
    @WithDefault("10/10m")
    String passwordChangePerAccount();

    /** Advanced: {@code /auth/me}, only when the profile must be read from Cognito: once per session. */
    @WithName("profile.per-address")
    @WithDefault("600/1m")
    String profilePerAddress();

    /** Advanced: the same, per caller. */
    @WithName("profile.per-account")
    @WithDefault("30/1m")
    String profilePerAccount();

    @WithName("admin.per-address")
    @WithDefault("60/1m")
    String adminPerAddress();

    /** Advanced: per administrator. */
    @WithName("admin.per-account")
    @WithDefault("60/1m")
    String adminPerAccount();

    /** Where counts are kept. */
    enum Store {
        MEMORY,
        REDIS
    }

    /** After some failures each further one makes the account wait, twice as long as the one before. */
    interface SlowDown {
        /**
         * Advanced: how many failed sign-ins, and as many wrong answers to challenges, cause no wait. Keep it below five, where
         * Cognito's own lock-out begins.
         */
        @WithDefault("2")
        int freeFailures();

        /** Advanced: the wait after the next failure. Each further failure doubles it. */
        @WithDefault("1s")
        Duration firstWait();

        /** Advanced: the longest wait. The default is Cognito's own. */
        @WithDefault("15m")
        Duration longestWait();

        /** Advanced: how long after the last failure all failures are forgotten. */
        @WithDefault("1h")
        Duration forgetAfter();
    }
}
