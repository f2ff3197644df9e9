package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The members of one request, which satisfy the API model already. */
record Request(JsonNode members) {

    /** A member that the model requires. */
    String text(String name) {
        return members.path(name).asText();
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(members.path(name).textValue());
    }

    boolean flag(String name) {
        return members.path(name).asBoolean();
    }

    /** A member of a map such as AuthParameters. */
    Optional<String> entry(String map, String key) {
        return Optional.ofNullable(members.path(map).path(key).textValue());
    }

    /** A member of a map without which the operation makes no sense: its absence is an InvalidParameterException. */
    String requiredEntry(String map, String key) {
        return entry(map, key).orElseThrow(() -> CognitoError.missingParameter(key));
    }

    /** The list of name-value pairs that holds a user's attributes. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        members.path("UserAttributes")
                .forEach(pair -> attributes.put(
                        pair.path("Name").asText(), pair.path("Value").asText("")));
        return attributes;
    }
}
