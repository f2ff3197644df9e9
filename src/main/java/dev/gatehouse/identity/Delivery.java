package dev.gatehouse.identity;

/**
 * Where a code was sent, or would have been sent: the same for every address, with or without an account.
 *
 * @param medium always {@code email}
 * @param destination the masked address
 */
public record Delivery(String medium, String destination) {

    public static Delivery to(Email email) {
        return new Delivery("email", email.masked());
    }
}
