package dev.gatehouse;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which packages there are, and which of them each may use. */
class ArchitectureTest {
    /** Every package, and the packages that it may use. Nothing is allowed that is not here. */
    private static final Map<String, Set<String>> PACKAGES = Map.ofEntries(
            entry("registration", Set.of("cognito", "identity", "seal")),
            entry("login", Set.of("cognito", "identity", "json", "seal", "token", "revocation")),
            entry("session", Set.of("cognito", "identity", "token", "revocation")),
            entry("recovery", Set.of("cognito", "identity", "token", "revocation")),
            entry("account", Set.of("cognito", "identity", "revocation", "role", "startup", "token")),
            entry("mfa", Set.of("cognito", "identity", "token")),
            entry("oauth", Set.of("cognito", "identity", "token", "revocation", "seal", "http", "startup")),
            entry("admin", Set.of("cognito", "idempotency", "identity", "revocation", "role", "seal", "log")),
            entry("role", Set.of("cognito", "identity", "revocation", "redis")),
            entry("guard", Set.of("cognito", "identity", "token", "revocation", "http", "log", "startup")),
            entry(
                    "browser",
                    Set.of(
                            "cognito",
                            "identity",
                            "json",
                            "token",
                            "revocation",
                            "seal",
                            "redis",
                            "http",
                            "log",
                            "startup")),
            entry("idempotency", Set.of("identity", "redis", "seal")),
            entry("identity", Set.of()),
            entry("seal", Set.of("startup")),
            entry("cognito", Set.of("identity", "egress", "log", "startup")),
            entry("token", Set.of("identity", "json", "log", "revocation", "egress")),
            entry("egress", Set.of("identity")),
            entry("limit", Set.of("identity", "http", "redis")),
            entry("problem", Set.of("identity", "http")),
            entry("audit", Set.of("identity", "log")),
            entry("event", Set.of("identity", "json", "redis", "egress", "log", "startup")),
            entry("http", Set.of("identity", "log")),
            entry("connection", Set.of("http", "log", "startup")),
            entry("log", Set.of("json", "startup")),
            entry("json", Set.of()),
            entry("revocation", Set.of("identity", "redis")),
            entry("redis", Set.of("identity")),
            entry("health", Set.of("cognito", "token", "revocation", "lifecycle")),
            entry("metrics", Set.of("cognito", "http", "lifecycle")),
            entry("trace", Set.of("cognito", "egress", "http", "identity", "log", "redis")),
            entry("openapi", Set.of()),
            entry("lifecycle", Set.of("http", "startup")),
            entry("startup", Set.of()),
            entry("emulator", Set.of()));

    private static final Set<String> FEATURES = Set.of(
            "registration", "login", "session", "recovery", "account", "mfa", "oauth", "admin", "guard", "browser");

    /** Packages that the framework calls: no other package may use them. */
    private static final Set<String> NOT_TO_BE_USED = Set.of(
            "problem", "audit", "event", "health", "metrics", "openapi", "limit", "emulator", "connection", "trace");

    @Test
    void everyClassIsInAListedPackage() {
        classes()
                .should()
                .resideInAnyPackage(
                        PACKAGES.keySet().stream().map(ArchitectureTest::in).toArray(String[]::new))
                .check(MainCode.CLASSES);
    }

    @Test
    void packagesUseOnlyThePackagesThatTheyMay() {
        assertNoViolation(PACKAGES.keySet(), name -> {
            List<String> allowed = new ArrayList<>(
                    PACKAGES.get(name).stream().map(ArchitectureTest::in).toList());
            allowed.add(in(name));
            return noClasses()
                    .that()
                    .resideInAPackage(in(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(MainCode.BASE + "..")
                            .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))));
        });
    }

    @Test
    void packagesThatNothingMayUseAreNotUsed() {
        assertNoViolation(NOT_TO_BE_USED, name -> noClasses()
                .that()
                .resideOutsideOfPackage(in(name))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in(name)));
    }

    @Test
    void featuresUseNoOtherFeature() {
        assertNoViolation(FEATURES, feature -> noClasses()
                .that()
                .resideInAPackage(in(feature))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FEATURES.stream()
                        .filter(other -> !other.equals(feature))
                        .map(ArchitectureTest::in)
                        .toArray(String[]::new)));
    }

    /** Checks one rule for each package; the failure lists every violation, package by package. */
    private static void assertNoViolation(Set<String> packages, Function<String, ArchRule> rule) {
        assertThat(packages).isNotEmpty().allSatisfy(name -> rule.apply(name).check(MainCode.CLASSES));
    }

    @Test
    void onlyHealthAndMetricsUseLifecycle() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in("lifecycle"), in("health"), in("metrics"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("lifecycle"))
                .check(MainCode.CLASSES);
    }

    @Test
    void onlyTraceUsesOpenTelemetry() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("trace"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..", "io.quarkus.opentelemetry..")
                .check(MainCode.CLASSES);
    }

    @Test
    void onlyCognitoUsesTheAwsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("cognito"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "io.quarkiverse.amazon..")
                .check(MainCode.CLASSES);
    }

    @Test
    void cognitoAndTheEmulatorKnowNoJaxRs() {
        noClasses()
                .that()
                .resideInAnyPackage(in("cognito"), in("emulator"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..")
                .check(MainCode.CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(MainCode.BASE + ".(*)..").should().beFreeOfCycles().check(MainCode.CLASSES);
    }

    private static String in(String name) {
        return MainCode.BASE + "." + name + "..";
    }

    /** An upgrade changes them without notice, so they are all in one place. */
    @Test
    void onlyConnectionUsesInternalsOfNettyAndVertx() {
        noClasses()
                .that()
                .resideOutsideOfPackages(in("connection"), in("emulator"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty.bootstrap..",
                        "io.netty.channel..",
                        "io.netty.handler.codec.http..",
                        "io.vertx.core.impl..",
                        "io.vertx.core.http.impl..",
                        "io.vertx.core.net.impl..",
                        "io.vertx.ext.web.impl..")
                .check(MainCode.CLASSES);
    }
}
