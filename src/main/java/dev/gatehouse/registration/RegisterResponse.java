package dev.gatehouse.registration;

import dev.gatehouse.identity.Delivery;
import dev.gatehouse.identity.Secret;

/**
 * The next step is to verify the address.
 *
 * @param status always {@code verification_required}
 * @param delivery where the code is sent
 * @param registrationToken sent with the code, proves that the owner of the address chose this registration's password
 */
record RegisterResponse(String status, Delivery delivery, Secret registrationToken) {
    RegisterResponse(Delivery delivery, Secret registrationToken) {
        this("verification_required", delivery, registrationToken);
    }
}
