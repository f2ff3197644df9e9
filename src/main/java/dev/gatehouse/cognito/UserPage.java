package dev.gatehouse.cognito;

import dev.gatehouse.identity.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A page of users. It may have fewer than were asked for, or none, and still another page after it.
 *
 * @param next what Cognito wants for the next page, with the same filter and limit
 */
public record UserPage(List<UserRecord> users, Optional<Secret> next) {
    public UserPage {
        users = List.copyOf(users);
    }
}
