package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of the API: takes a request that satisfies the model, and answers or throws a {@link CognitoError}. */
@FunctionalInterface
interface Operation {

    ObjectNode answer(Request request);
}
