package dev.gatehouse.registration;

import dev.gatehouse.identity.Delivery;

/**
 * The next step is to verify the address.
 *
 * @param status always {@code verification_required}
 * @param delivery where the code goes
 */
record RegisterResponse(String status, Delivery delivery) {
    RegisterResponse(Delivery delivery) {
        this("verification_required", delivery);
    }
}
