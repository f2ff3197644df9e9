package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.gatehouse.identity.Limited;
import jakarta.ws.rs.HttpMethod;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks from each route through the code that it calls: none gets to Cognito without passing a limit. */
class LimitedRoutesTest {
    /** The one to the API, and the one to the pool's domain. */
    private static final Set<String> GATEWAYS =
            Set.of("dev.gatehouse.cognito.CognitoGateway", "dev.gatehouse.cognito.DomainCalls");

    @Test
    void everyRouteThatCanCallCognitoIsLimited() {
        assertThat(routes().filter(LimitedRoutesTest::callsCognitoUnlimited)).isEmpty();
    }

    /** Without this, a walk that loses its way would find nothing to complain of. */
    @Test
    void walkGetsToCognitoByTheRoutesThatAreLimited() {
        assertThat(routes().filter(route -> route.isAnnotatedWith(Limited.class))
                        // It sends browsers to Cognito.
                        .filter(route -> !route.getFullName().contains("OauthSignInResource.start(")))
                .hasSizeGreaterThan(10)
                .allMatch(LimitedRoutesTest::callsCognito);
    }

    @Test
    void walkFollowsTheProfileOfACaller() {
        assertThat(routes().filter(route -> route.getFullName().contains(".me(")))
                .singleElement()
                .matches(LimitedRoutesTest::callsCognito);
    }

    private static Stream<JavaMethod> routes() {
        return MainCode.CLASSES.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static boolean callsCognitoUnlimited(JavaMethod route) {
        return reaches(route, true);
    }

    private static boolean callsCognito(JavaMethod route) {
        return reaches(route, false);
    }

    private static boolean reaches(JavaMethod route, boolean stopAtLimits) {
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(route));
        while (!open.isEmpty()) {
            JavaCodeUnit next = open.pop();
            if (!seen.add(next) || stopAtLimits && next.isAnnotatedWith(Limited.class)) {
                continue;
            }
            if (GATEWAYS.contains(next.getOwner().getFullName())) {
                return true;
            }
            next.getMethodCallsFromSelf().forEach(call -> open.addAll(mayBe(call.getTarget())));
            next.getMethodReferencesFromSelf()
                    .forEach(reference -> reference.getTarget().resolveMember().ifPresent(open::add));
        }
        return false;
    }

    /** The method itself, and each that overrides it. */
    private static List<JavaMethod> mayBe(MethodCallTarget target) {
        JavaClass owner = target.getOwner();
        return Stream.concat(Stream.of(owner), owner.getAllSubclasses().stream())
                .flatMap(type -> type
                        .tryGetMethod(
                                target.getName(),
                                target.getRawParameterTypes().stream()
                                        .map(JavaClass::getFullName)
                                        .toArray(String[]::new))
                        .stream())
                .toList();
    }
}
