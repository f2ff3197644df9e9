package dev.gatehouse.emulator;

import dev.gatehouse.emulator.hosted.OAuthError;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Users who sign in with an identity provider. Call it with the pool locked. */
final class Federation {

    private static final BigInteger SUBJECTS = BigInteger.TEN.pow(20);

    private final UserPool pool;

    Federation(UserPool pool) {
        this.pool = pool;
    }

    /**
     * The user of a person at a provider. The first sign-in makes one, beside a user of the same address; or it links to that
     * user if the pool's trigger does so, and Cognito then refuses this one sign-in.
     */
    User user(String provider, String email) {
        String subject = subject(provider, email);
        Optional<User> known = pool.users()
                .filter(user -> user.identities.contains(provider, subject))
                .findFirst();
        return known.orElseGet(() -> first(provider, subject, email));
    }

    private User first(String provider, String subject, String email) {
        String username = provider + "_" + subject;
        Optional<User> sameAddress = pool.linkProviders ? pool.find(email) : Optional.empty();
        if (sameAddress.isPresent()) {
            add(sameAddress.get(), provider, subject, false);
            throw new OAuthError(400, "invalid_request", "Already found an entry for username " + username);
        }
        User user = pool.addFederated(username, email);
        user.verifyEmail();
        add(user, provider, subject, true);
        // Cognito puts them into a group of their provider, which their tokens name.
        String group = pool.id() + "_" + provider;
        pool.groups.putIfAbsent(group, Group.plain(group, pool.now()));
        user.groups.add(group);
        return user;
    }

    private void add(User user, String provider, String subject, boolean primary) {
        user.attributes.put(Identities.ATTRIBUTE, user.identities.add(provider, subject, primary, pool.now()));
        user.modified = pool.now();
    }

    /** A number of 21 digits, as Google has them, the same for the same person. */
    private static String subject(String provider, String email) {
        String person = provider + ":" + email.toLowerCase(Locale.ROOT);
        BigInteger hash = new BigInteger(1, Srp.sha256(person.getBytes(StandardCharsets.UTF_8)));
        return SUBJECTS.add(hash.mod(SUBJECTS)).toString();
    }
}
