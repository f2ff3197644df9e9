package dev.gatehouse.registration;

import dev.gatehouse.identity.Delivery;
import dev.gatehouse.identity.Secret;

/**
 * The next step is to verify the address.
 *
 * @param status always {@code verification_required}
 * @param delivery where the code goes
 * @param registrationToken shows, sent along with the code, that the password of this registration is the owner's
 */
record RegisterResponse(String status, Delivery delivery, Secret registrationToken) {
    RegisterResponse(Delivery delivery, Secret registrationToken) {
        this("verification_required", delivery, registrationToken);
    }
}
