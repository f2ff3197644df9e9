package dev.gatehouse.recovery;

import dev.gatehouse.identity.Delivery;

/**
 * The next step is to reset the password with the code.
 *
 * @param status always {@code reset_requested}
 * @param delivery where the code is sent
 */
record ForgotPasswordResponse(String status, Delivery delivery) {
    ForgotPasswordResponse(Delivery delivery) {
        this("reset_requested", delivery);
    }
}
