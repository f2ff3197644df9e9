package dev.gatehouse;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where things live, and which way they may lean. Rooms that do not stand yet have their place already. */
class ArchitectureTest {
    /** Every room, and the rooms that it may use. Nothing is allowed that is not here. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            entry("registration", Set.of("cognito", "identity")),
            entry("login", Set.of("cognito", "identity", "token")),
            entry("session", Set.of("cognito", "identity", "token", "revocation")),
            entry("recovery", Set.of("cognito", "identity")),
            entry("account", Set.of("cognito", "identity")),
            entry("admin", Set.of("cognito", "identity", "revocation")),
            entry("identity", Set.of()),
            entry("cognito", Set.of("identity")),
            entry("token", Set.of("identity", "revocation")),
            entry("limit", Set.of("identity", "http", "redis")),
            entry("problem", Set.of("identity", "http")),
            entry("audit", Set.of("identity", "log")),
            entry("http", Set.of("log")),
            entry("log", Set.of()),
            entry("revocation", Set.of("identity", "redis")),
            entry("redis", Set.of("identity")),
            entry("health", Set.of("cognito", "token", "revocation", "lifecycle")),
            entry("metrics", Set.of("http", "lifecycle")),
            entry("lifecycle", Set.of("http")),
            entry("emulator", Set.of()));

    private static final Set<String> FEATURES =
            Set.of("registration", "login", "session", "recovery", "account", "admin");

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    static Stream<String> features() {
        return FEATURES.stream().sorted();
    }

    static Stream<String> roomsThatNobodyUses() {
        return Stream.of("problem", "audit", "health", "metrics", "limit", "emulator");
    }

    @Test
    void everyClassLivesInARoom() {
        classes()
                .should()
                .resideInAnyPackage(rooms().map(ArchitectureTest::in).toArray(String[]::new))
                .check(MainCode.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void roomUsesOnlyTheRoomsThatItMay(String room) {
        List<String> allowed = new ArrayList<>(
                ROOMS.get(room).stream().map(ArchitectureTest::in).toList());
        allowed.add(in(room));
        noClasses()
                .that()
                .resideInAPackage(in(room))
                .should()
                .dependOnClassesThat(resideInAPackage(MainCode.BASE + "..")
                        .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .allowEmptyShould(true)
                .check(MainCode.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("roomsThatNobodyUses")
    void nobodyUsesTheRoom(String room) {
        noClasses()
                .that()
                .resideOutsideOfPackage(in(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in(room))
                .check(MainCode.CLASSES);
    }

    @ParameterizedTest
    @MethodSource("features")
    void featureUsesNoOtherFeature(String feature) {
        String[] others = features()
                .filter(other -> !other.equals(feature))
                .map(ArchitectureTest::in)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(in(feature))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(MainCode.CLASSES);
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
    void roomsFormNoCycle() {
        slices().matching(MainCode.BASE + ".(*)..").should().beFreeOfCycles().check(MainCode.CLASSES);
    }

    private static String in(String room) {
        return MainCode.BASE + "." + room + "..";
    }
}
