package dev.gatehouse.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of attributes (JSON Merge Patch, RFC 7396). A map, because members of a record would not say whether they are absent,
 * which leaves the attribute alone, or null, which removes it.
 *
 * @param value the new values by the names of the attributes
 */
@RegisterForReflection
record ProfileChangeRequest(@JsonValue Map<String, @Nullable String> value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ProfileChangeRequest {}

    @Override
    public String toString() {
        return "ProfileChangeRequest[hidden]";
    }
}
