package dev.gatehouse.emulator;

import java.time.Duration;

/** What a message to a user is for, how the outbox names it, and how long its content is good. */
enum CodeKind {
    SIGN_UP("sign_up", Duration.ofHours(24)),
    FORGOT_PASSWORD("forgot_password", Duration.ofHours(1)),
    ATTRIBUTE("attribute", Duration.ofHours(24)),
    INVITATION("invitation", Duration.ofDays(7)),
    MFA("mfa", Duration.ofMinutes(3)),
    SIGN_IN("sign_in", Duration.ofMinutes(3));

    private final String label;
    private final Duration validity;

    CodeKind(String label, Duration validity) {
        this.label = label;
        this.validity = validity;
    }

    String label() {
        return label;
    }

    Duration validity() {
        return validity;
    }
}
