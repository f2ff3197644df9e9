package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.emulator.factors.PasskeyRefusal;
import java.io.IOException;
import java.util.Map;
import org.jboss.logging.Logger;

/** Cognito's JSON protocol: finds the operation, checks the request against the model, and words answer or refusal. */
final class WireProtocol {

    private static final Logger LOG = Logger.getLogger("dev.gatehouse.emulator");

    private final ApiModel model;
    private final Map<String, Operation> operations;
    private final UserContexts contexts;

    WireProtocol(ApiModel model, Map<String, Operation> operations, UserContexts contexts) {
        this.model = model;
        this.operations = operations;
        this.contexts = contexts;
    }

    /** The operation that a call names, or {@code unknown}. */
    String operationName(Call call) {
        String name = model.operationName(call.target().orElse(""));
        return operations.containsKey(name) ? name : "unknown";
    }

    Reply answer(Call call) {
        try {
            return Reply.success(run(call));
        } catch (CognitoError error) {
            return Reply.error(error);
        } catch (RuntimeException bug) {
            LOG.error("The emulator failed", bug);
            return Reply.error(new CognitoError("InternalErrorException", "The emulator failed: " + bug));
        }
    }

    private ObjectNode run(Call call) {
        String name = model.operationName(call.target().orElse(""));
        Operation operation = operations.get(name);
        ApiModel.Operation shape = model.operation(name).orElse(null);
        if (operation == null || shape == null) {
            LOG.warnf(
                    "The embedded pool does not know the operation %s",
                    call.target().orElse("(none)"));
            throw new CognitoError("UnknownOperationException", "The embedded pool does not know this operation.");
        }
        if (shape.signed() && !call.authorization().orElse("").startsWith("AWS4-HMAC-SHA256 ")) {
            throw new CognitoError("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        ObjectNode members;
        try {
            members = call.json();
        } catch (IOException notJson) {
            throw new CognitoError("SerializationException", "The request is not a JSON object.");
        }
        RequestConstraints.check(shape.input(), members, "");
        contexts.note(name, members);
        try {
            return answer(operation, new Request(members));
        } catch (CognitoError error) {
            if (!shape.errors().contains(error.type())) {
                throw new IllegalStateException(name + " may not raise " + error.type(), error);
            }
            throw error;
        }
    }

    private static ObjectNode answer(Operation operation, Request request) {
        try {
            return operation.answer(request);
        } catch (PasskeyRefusal refusal) {
            throw new CognitoError(refusal.type(), refusal.text());
        }
    }
}
