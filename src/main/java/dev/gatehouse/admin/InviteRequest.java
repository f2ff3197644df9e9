package dev.gatehouse.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.gatehouse.identity.Email;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An invitation.
 *
 * @param email the sign-in name, which is set as verified
 * @param attributes by their names in the pool
 * @param groups the groups that the account joins; they must exist
 */
record InviteRequest(
        @Valid @NotNull(message = "is required") Email email,
        @Nullable JsonNode attributes,

        @Nullable @Size(max = 10, message = "must be at most 10 groups")
        List<
                        @NotNull(message = "must be names of groups")
                        @Pattern(
                                regexp = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}",
                                message = "must be names of groups")
                        String>
                groups) {

    Map<String, String> attributesToSet() {
        return Attributes.of(Objects.requireNonNullElse(attributes, MissingNode.getInstance()))
                .onlySet();
    }

    Set<String> groupsToJoin() {
        return groups == null ? Set.of() : Set.copyOf(groups);
    }

    @Override
    public String toString() {
        return "InviteRequest[hidden]";
    }
}
