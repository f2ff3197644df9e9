package dev.gatehouse;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.TokenStreamFactory;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.quarkus.security.Authenticated;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How code is written: who may see it, who may call it, what it is named, where time comes from. */
class CodeRulesTest {
    /** By name, because javac warns of annotations that the class itself carries and nobody has. */
    private static final String CONFIG_PROPERTY = "org.eclipse.microprofile.config.inject.ConfigProperty";

    private static final String HEALTH_CHECK = "org.eclipse.microprofile.health.HealthCheck";

    private static final DescribedPredicate<JavaMethod> ENDPOINTS = describe(
            "endpoints",
            method -> metaAnnotatedWith(HttpMethod.class).test(method) || method.isAnnotatedWith(Path.class));

    private static final DescribedPredicate<JavaMethod> MAPPERS =
            describe("exception mappers", method -> method.isAnnotatedWith(ServerExceptionMapper.class));

    private static final DescribedPredicate<JavaClass> ENDPOINT_CLASSES = describe(
            "resources, providers and health checks",
            type -> type.isAnnotatedWith(Path.class)
                    || type.isAnnotatedWith(Provider.class)
                    || type.isAssignableTo(HEALTH_CHECK));

    @Test
    void endpointClassesArePackagePrivate() {
        classes().that(ENDPOINT_CLASSES).should().bePackagePrivate().check(MainCode.CLASSES);
    }

    /** A hidden endpoint method silently becomes a 404, and a hidden mapper is not asked. */
    @Test
    void endpointsAndMappersArePublic() {
        methods().that(ENDPOINTS.or(MAPPERS)).should().bePublic().check(MainCode.CLASSES);
    }

    @Test
    void everyEndpointDeclaresItsAccess() {
        methods()
                .that(ENDPOINTS)
                .should(Conditions.hold("declare their access", CodeRulesTest::declaresAccess))
                .check(MainCode.CLASSES);
    }

    @Test
    void undeclaredEndpointsAreDenied() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = CodeRulesTest.class.getResourceAsStream("/application.properties")) {
            settings.load(in);
        }
        assertThat(settings).containsEntry("quarkus.security.jaxrs.deny-unannotated-endpoints", "true");
    }

    @Test
    void noFieldIsInjected() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(CONFIG_PROPERTY)
                .check(MainCode.CLASSES);
    }

    @Test
    void settingsAreReadThroughMappingsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(CONFIG_PROPERTY)
                .check(MainCode.CLASSES);
    }

    /** The emulator must not depend on our beans, so the clock that it starts with is its own. */
    @Test
    void timeComesFromTheOneClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(MainCode.BASE + ".lifecycle.ClockProducer")
                .and()
                .doNotHaveFullyQualifiedName(MainCode.BASE + ".emulator.EmulatorSettings")
                .should()
                .accessTargetWhere(describe("it asks the system for the time", CodeRulesTest::asksTheSystem))
                .check(MainCode.CLASSES);
    }

    /** As Jackson comes, it keeps each name of a member that it has ever read; JsonInput makes those that do not. */
    @Test
    void parsersOfJsonAreMadeInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(MainCode.BASE + ".json")
                .and()
                .doNotHaveFullyQualifiedName(MainCode.BASE + ".emulator.Json")
                .should()
                .accessTargetWhere(describe("it makes a reader of JSON", CodeRulesTest::makesAReaderOfJson))
                .check(MainCode.CLASSES);
    }

    @Test
    void resourcesAreNamedSo() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(MainCode.CLASSES);
    }

    @Test
    void onlyResourcesAreNamedSo() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .beAnnotatedWith(Path.class)
                .check(MainCode.CLASSES);
    }

    @Test
    void configurationsAreNamedSo() {
        classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should()
                .haveSimpleNameEndingWith("Config")
                .check(MainCode.CLASSES);
    }

    @Test
    void onlyConfigurationsAreNamedSo() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Config")
                .should()
                .beAnnotatedWith(ConfigMapping.class)
                .check(MainCode.CLASSES);
    }

    @Test
    void namesSayWhatAThingIsAbout() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$](?:Default|Abstract)[A-Z]\\w*")
                .orShould()
                .haveNameMatching(".*(?:Impl|Manager|Helper|Utils?)")
                .check(MainCode.CLASSES);
    }

    /** The emulator plays Cognito, so what it says is said in Cognito's name. */
    @Test
    void onlyTheDoorToCognitoIsNamedAfterIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MainCode.BASE + ".cognito..", MainCode.BASE + ".emulator..")
                .should()
                .haveSimpleNameStartingWith("Cognito")
                .check(MainCode.CLASSES);
    }

    @Test
    void everyRoomIsDescribedAndNullMarked() {
        assertThat(MainCode.CLASSES.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.isAnnotatedWith(NullMarked.class))
                        .as(type.getName())
                        .isTrue());
    }

    private static boolean declaresAccess(JavaMethod method) {
        return hasAccess(method) || hasAccess(method.getOwner());
    }

    private static boolean hasAccess(com.tngtech.archunit.core.domain.properties.CanBeAnnotated place) {
        return place.isAnnotatedWith(PermitAll.class)
                || place.isAnnotatedWith(RolesAllowed.class)
                || place.isAnnotatedWith(Authenticated.class);
    }

    private static boolean makesAReaderOfJson(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        boolean jackson = owner.isAssignableTo(TokenStreamFactory.class)
                || owner.isAssignableTo(ObjectCodec.class)
                || owner.isAssignableTo(TSFBuilder.class)
                || owner.isAssignableTo(MapperBuilder.class);
        return jackson
                        && Set.of("<init>", "builder", "copy", "copyWith", "rebuild", "setFactory")
                                .contains(access.getName())
                || owner.getPackageName().startsWith("io.vertx.core.json")
                || owner.getPackageName().equals("jakarta.json")
                        && access.getName().startsWith("create")
                        && (access.getName().contains("Reader")
                                || access.getName().contains("Parser"));
    }

    private static boolean asksTheSystem(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isEquivalentTo(System.class)) {
            return name.equals("currentTimeMillis");
        }
        if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system") || name.startsWith("tick") && !name.equals("tick");
        }
        if (owner.isEquivalentTo(Date.class)) {
            return name.equals("<init>") && access.getDescription().contains("Date.<init>()");
        }
        return name.equals("now")
                && resideInAPackage("java.time..").test(owner)
                && !access.getDescription().contains("now(" + Clock.class.getName() + ")");
    }
}
