package dev.gatehouse.registration;

import dev.gatehouse.identity.Delivery;

/**
 * The next step is to verify the address with the new code.
 *
 * @param status always {@code verification_required}
 * @param delivery where the code is sent
 */
record ResendCodeResponse(String status, Delivery delivery) {
    ResendCodeResponse(Delivery delivery) {
        this("verification_required", delivery);
    }
}
