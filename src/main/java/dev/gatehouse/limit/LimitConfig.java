package dev.gatehouse.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How often one may knock. A rate is written {@code 10/1m}: at most 10 at once, and 10 more per minute, spread evenly. Those
 * per address are meant for many people behind one; those per account for one person and all who would be that person.
 */
@ConfigMapping(prefix = "gatehouse.limit")
interface LimitConfig {

    /** Whether anything is limited at all. */
    @WithDefault("true")
    boolean enabled();

    /** Where it is counted: by each replica for itself, or in the Redis that they share. */
    @WithDefault("memory")
    Place store();

    /** How many addresses and accounts a replica keeps count of; when it is full, those go that knocked longest ago. */
    @WithDefault("100000")
    int trackedKeys();

    /** How long a request may wait for Redis before its replica counts for itself. */
    @WithDefault("500ms")
    Duration storeTimeout();

    /** How long Redis is then left alone before one request tries it again. */
    @WithDefault("5s")
    Duration storePause();

    /** The secret from which the key of the hashes is made that replicas share. */
    Optional<String> keySecret();

    /** A file that holds this secret; wins over the secret itself. */
    Optional<Path> keySecretFile();

    /** What failed sign-ins for one account lead to. */
    SlowDown slowDown();

    @WithName("sign-in.per-address")
    @WithDefault("60/1m")
    String signInPerAddress();

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

    @WithName("refresh.per-account")
    @WithDefault("10/1m")
    String refreshPerAccount();

    @WithName("challenge.per-address")
    @WithDefault("60/1m")
    String challengePerAddress();

    @WithName("challenge.per-account")
    @WithDefault("10/5m")
    String challengePerAccount();

    @WithName("logout.per-address")
    @WithDefault("60/1m")
    String logoutPerAddress();

    @WithName("logout.per-account")
    @WithDefault("10/1m")
    String logoutPerAccount();

    @WithName("password-change.per-address")
    @WithDefault("30/10m")
    String passwordChangePerAddress();

    @WithName("password-change.per-account")
    @WithDefault("10/10m")
    String passwordChangePerAccount();

    @WithName("profile.per-address")
    @WithDefault("600/1m")
    String profilePerAddress();

    @WithName("profile.per-account")
    @WithDefault("30/1m")
    String profilePerAccount();

    @WithName("admin.per-address")
    @WithDefault("60/1m")
    String adminPerAddress();

    @WithName("admin.per-account")
    @WithDefault("60/1m")
    String adminPerAccount();

    /** Where counts are kept. */
    enum Place {
        MEMORY,
        REDIS
    }

    /** After some failures each further one makes the account wait, twice as long as the one before. */
    interface SlowDown {
        /** How many failures lead to no wait: fewer than Cognito's own lock-out, which begins at five. */
        @WithDefault("2")
        int freeFailures();

        /** The wait after the first failure that is not free. */
        @WithDefault("1s")
        Duration firstWait();

        /** The longest wait: Cognito's own, so that it is never the stricter of the two. */
        @WithDefault("15m")
        Duration longestWait();

        /** How long after the last failure they are forgotten. */
        @WithDefault("1h")
        Duration forgetAfter();
    }
}
