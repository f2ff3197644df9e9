package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The accounts at identity providers that are one user's. Guarded by the pool's lock. */
final class Identities {

    /** The attribute and claim that lists them. */
    static final String ATTRIBUTE = "identities";

    private final List<Identity> all = new ArrayList<>();

    private record Identity(String provider, String subject, boolean primary, Instant created) {}

    boolean contains(String provider, String subject) {
        return all.stream()
                .anyMatch(identity -> identity.provider().equals(provider)
                        && identity.subject().equals(subject));
    }

    /** Adds an account, the primary one where the user has no other way to sign in, and returns the new attribute. */
    String add(String provider, String subject, boolean primary, Instant now) {
        all.add(new Identity(provider, subject, primary, now));
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Identity identity : all) {
            list.addObject()
                    .put("userId", identity.subject())
                    .put("providerName", identity.provider())
                    .put("providerType", identity.provider())
                    .putNull("issuer")
                    .put("primary", Boolean.toString(identity.primary()))
                    .put("dateCreated", Long.toString(identity.created().toEpochMilli()));
        }
        return Json.text(list);
    }

    /** The claim of an ID token, which is a list where the attribute is its text. */
    static JsonNode claim(String attribute) {
        try {
            return Json.read(attribute);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
