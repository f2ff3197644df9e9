package dev.gatehouse.emulator;

import dev.gatehouse.emulator.hosted.HostedUi;
import dev.gatehouse.emulator.hosted.OAuthError;

/** Which part of the emulator answers a call, and under which name the call is counted and made to fail. */
final class Router {

    private final String poolPath;
    private final WireProtocol protocol;
    private final WellKnown wellKnown;
    private final Outbox outbox;
    private final ControlApi control;
    private final HostedUi hosted;

    Router(
            String poolId,
            WireProtocol protocol,
            WellKnown wellKnown,
            Outbox outbox,
            ControlApi control,
            HostedUi hosted) {
        poolPath = "/" + poolId;
        this.protocol = protocol;
        this.wellKnown = wellKnown;
        this.outbox = outbox;
        this.control = control;
        this.hosted = hosted;
    }

    /** The operation's name, {@code jwks}, {@code openid-configuration}, a path of the domain, or empty for what is not Cognito's. */
    String name(Call call) {
        if (call.is("POST", "/")) {
            return protocol.operationName(call);
        }
        if (call.is("GET", poolPath + WellKnown.JWKS)) {
            return "jwks";
        }
        return call.is("GET", poolPath + WellKnown.CONFIGURATION) ? "openid-configuration" : HostedUi.name(call);
    }

    /** Whether a path is Cognito's, so that scripts of any origin may read what it answers. */
    boolean isOpen(String path) {
        return "/".equals(path) || path.startsWith(poolPath + "/.well-known/") || HostedUi.isForApplications(path);
    }

    /** An error in the form of the protocol that the call speaks. */
    Reply error(Call call, CognitoError error) {
        return HostedUi.name(call).isEmpty()
                ? Reply.error(error)
                : HostedUi.refused(new OAuthError(error.status(), error.type(), error.text()));
    }

    Reply answer(Call call) {
        String path = call.path();
        if (path.startsWith("/control/")) {
            return control.answer(call);
        }
        if (call.is("GET", "/outbox")) {
            return Reply.json(200, outbox.list(call.query("email")));
        }
        if (!HostedUi.name(call).isEmpty()) {
            return hosted.answer(call);
        }
        return switch (name(call)) {
            case "jwks" -> wellKnown.jwks();
            case "openid-configuration" -> wellKnown.configuration();
            case "" -> Reply.problem(404, "The embedded pool has nothing here.");
            default -> protocol.answer(call);
        };
    }
}
