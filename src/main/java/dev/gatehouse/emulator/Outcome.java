package dev.gatehouse.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a step of a sign-in leads to: tokens, or the next challenge. */
sealed interface Outcome {

    record Granted(Grant grant) implements Outcome {}

    record Challenged(ObjectNode answer) implements Outcome {

        /** The parameters of the challenge, to add to. */
        ObjectNode parameters() {
            return answer.withObject("/ChallengeParameters");
        }
    }

    /** The operation's answer. Call it without the pool's lock, because it signs. */
    default ObjectNode answer(TokenIssuer tokens) {
        return switch (this) {
            case Granted(Grant grant) -> tokens.answer(grant);
            case Challenged(ObjectNode challenge) -> challenge;
        };
    }
}
