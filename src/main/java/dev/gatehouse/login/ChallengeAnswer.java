package dev.gatehouse.login;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.identity.Secret;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;

/**
 * One answer to a challenge: a text, or the browser's credential as a JSON object, which is kept as it is. toString hides it.
 *
 * @param value the text, or the object as JSON
 * @param isObject whether it is an object
 */
@RegisterForReflection
record ChallengeAnswer(@Valid Secret value, boolean isObject) {

    /** A number is refused: a code may begin with a zero. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ChallengeAnswer of(JsonNode json) {
        if (!json.isTextual() && !json.isObject()) {
            throw new IllegalArgumentException("neither a string nor an object");
        }
        return json.isObject()
                ? new ChallengeAnswer(new Secret(json.toString()), true)
                : new ChallengeAnswer(new Secret(json.textValue()), false);
    }
}
