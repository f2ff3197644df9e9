package dev.gatehouse.admin;

import dev.gatehouse.cognito.CognitoUsers;
import dev.gatehouse.cognito.UserFilter;
import dev.gatehouse.cognito.UserPage;
import dev.gatehouse.cognito.UserRecord;
import dev.gatehouse.identity.IdentityException;
import dev.gatehouse.identity.Secret;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches accounts. Cognito filters by one attribute only; what else was asked for is applied to its pages, so a page may be
 * short or empty.
 */
@Singleton
class UserSearch {
    /** How many calls one request may make until it finds somebody. */
    private static final int MOST_CALLS = 5;

    private final CognitoUsers users;
    private final Cursors cursors;

    UserSearch(CognitoUsers users, Cursors cursors) {
        this.users = users;
        this.cursors = cursors;
    }

    /**
     * What to search for. An empty text is no condition.
     *
     * @param email what the email address begins with
     */
    record Conditions(String email, String status, String enabled, int limit) {

        /** Cognito finds nothing by a prefix that ends with an at sign, so it gets the part before. */
        private String sentEmail() {
            int end = email.length();
            while (end > 0 && email.charAt(end - 1) == '@') {
                end--;
            }
            return email.substring(0, end);
        }

        /** The condition that the fewest accounts meet. */
        UserFilter filter() {
            if (!email.isEmpty()) {
                return UserFilter.emailStartsWith(sentEmail());
            }
            if (!status.isEmpty()) {
                return UserFilter.status(status);
            }
            return enabled.isEmpty() ? UserFilter.EVERYBODY : UserFilter.enabled(Boolean.parseBoolean(enabled));
        }

        boolean areMetBy(UserRecord user) {
            return (status.isEmpty() || user.status().equals(status))
                    && (enabled.isEmpty() || user.enabled() == Boolean.parseBoolean(enabled))
                    && (email.length() == sentEmail().length()
                            || fold(user.email()).startsWith(fold(email)));
        }

        /** Whether somebody may meet them: no address begins with an at sign. */
        boolean canBeMet() {
            return email.isEmpty() || !sentEmail().isEmpty();
        }

        List<String> list() {
            return List.of("users", email, status, enabled, Integer.toString(limit));
        }

        private static String fold(String text) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return "Conditions[hidden]";
        }
    }

    /** @throws IdentityException {@code InvalidInput} that names {@code email} or {@code cursor} */
    UserSearchResponse page(Conditions conditions, @Nullable String cursor) {
        Optional<Secret> next = Optional.ofNullable(cursor).map(text -> cursors.open(conditions.list(), text));
        List<UserRecord> found = List.of();
        int calls = 0;
        boolean more = conditions.canBeMet();
        while (more && calls < MOST_CALLS && found.isEmpty()) {
            UserPage page = users.list(conditions.filter(), conditions.limit(), next);
            found = page.users().stream().filter(conditions::areMetBy).toList();
            next = page.next();
            more = next.isPresent();
            calls++;
        }
        return new UserSearchResponse(
                found.stream().map(UserResponse::of).toList(), next.map(token -> cursors.of(conditions.list(), token)));
    }
}
