package dev.gatehouse.guard;

import dev.gatehouse.identity.CallerKind;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.IdentityFailure.InvalidInput;
import dev.gatehouse.token.TrustedIssuers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a decision requires of the caller, from the operator's query. It is parsed strictly, so that a typing mistake never lets
 * a request pass.
 *
 * @param roles any of these, or all of them
 * @param allRoles whether all roles are required
 * @param scopes all of these
 * @param email whether the verified email address is required, and answered
 * @param kinds the kinds of callers that may pass
 * @param pools the ids of the pools whose callers may pass
 * @param optional whether a request without a credential may pass
 * @param token whether the access token is answered
 * @param cookies whether the cookies for the application are answered
 * @param redirect whether a person who is not signed in is sent to the sign-in page
 */
record Requirement(
        Set<String> roles,
        boolean allRoles,
        Set<String> scopes,
        boolean email,
        Set<CallerKind> kinds,
        Set<String> pools,
        boolean optional,
        boolean token,
        boolean cookies,
        boolean redirect) {

    /** Names of groups that Cognito accepts (CreateGroup). */
    private static final Pattern ROLE = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}");
    /** RFC 6749 §3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}");

    private static final Map<String, CallerKind> KINDS = Map.of("user", CallerKind.USER, "machine", CallerKind.MACHINE);
    private static final String IS_MALFORMED = "is malformed";

    /**
     * Parses the query; an empty one means any user of the configured pool.
     *
     * @param poolIds the ids of the pools by their names in the settings
     * @throws IdentityException {@code InvalidInput} when a parameter is unknown, malformed, repeated, or contradicts another
     */
    static Requirement parse(String query, Map<String, String> poolIds) {
        Parameters given = new Parameters(query);
        Set<String> roles = given.texts("role", ROLE);
        boolean allRoles = given.flag("all_roles");
        Set<String> scopes = given.texts("scope", SCOPE);
        boolean email = given.flag("email");
        Set<CallerKind> kinds = given.named("kind", KINDS);
        Set<String> pools = given.named("pool", poolIds);
        boolean optional = given.flag("optional");
        boolean token = given.flag("token");
        boolean cookies = given.flag("cookies", "others");
        boolean redirect = given.flag("sign-in", "redirect");
        given.refuseOthers();
        if (allRoles && roles.isEmpty()) {
            throw invalid("all_roles", "needs a role beside it");
        }
        if (optional && (!roles.isEmpty() || !scopes.isEmpty() || email || redirect)) {
            throw invalid("optional", "contradicts what is required beside it");
        }
        return new Requirement(
                roles,
                allRoles,
                scopes,
                email,
                kinds.isEmpty() ? EnumSet.of(CallerKind.USER) : kinds,
                pools.isEmpty() ? Set.of(poolIds.getOrDefault(TrustedIssuers.DEFAULT, "")) : pools,
                optional,
                token,
                cookies,
                redirect);
    }

    private static IdentityException invalid(String field, String message) {
        return new IdentityException(new InvalidInput(field, message));
    }

    /** The parameters of a query ({@code application/x-www-form-urlencoded}) by their names. */
    private static final class Parameters {
        private static final int MOST = 100;

        private final Map<String, List<String>> byName = new HashMap<>();

        Parameters(String query) {
            if (query.isEmpty()) {
                return;
            }
            String[] pairs = query.split("&", MOST + 1);
            if (pairs.length > MOST) {
                throw invalid("query", "has too many parameters");
            }
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw invalid("query", IS_MALFORMED);
                }
                byName.computeIfAbsent(decode(pair.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decode(pair.substring(equals + 1)));
            }
        }

        private static String decode(String text) {
            return Form.decode(text).orElseThrow(() -> invalid("query", IS_MALFORMED));
        }

        private List<String> take(String name) {
            List<String> values = byName.remove(name);
            return values == null ? List.of() : values;
        }

        boolean flag(String name) {
            return flag(name, "true");
        }

        boolean flag(String name, String set) {
            List<String> values = take(name);
            if (values.isEmpty() || values.equals(List.of(set))) {
                return !values.isEmpty();
            }
            throw invalid(name, "must be " + set + ", or absent");
        }

        Set<String> texts(String name, Pattern form) {
            List<String> values = take(name);
            if (values.stream().allMatch(value -> form.matcher(value).matches())) {
                return Set.copyOf(values);
            }
            throw invalid(name, IS_MALFORMED);
        }

        <T> Set<T> named(String name, Map<String, T> known) {
            Set<T> found = new HashSet<>();
            for (String value : take(name)) {
                T one = known.get(value);
                if (one == null) {
                    throw invalid(name, "is unknown");
                }
                found.add(one);
            }
            return found;
        }

        void refuseOthers() {
            if (!byName.isEmpty()) {
                throw invalid("query", "has an unknown parameter");
            }
        }
    }
}
