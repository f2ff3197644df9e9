package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads the members of a control request; a missing or wrong one is a mistake that is named. */
final class ControlBody {

    private ControlBody() {}

    static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new ControlApi.Mistake(name + " must be a text.");
        }
        return value.textValue();
    }

    static long number(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isIntegralNumber()) {
            throw new ControlApi.Mistake(name + " must be a whole number.");
        }
        return value.longValue();
    }

    static long number(JsonNode body, String name, long otherwise) {
        return body.has(name) ? number(body, name) : otherwise;
    }

    static boolean flag(JsonNode body, String name, boolean otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new ControlApi.Mistake(name + " must be true or false.");
        }
        return value.booleanValue();
    }
}
