package dev.gatehouse.identity;

/**
 * Where a code went, or would have gone: the same for every address, known or not.
 *
 * @param medium always {@code email}
 * @param destination the masked address
 */
public record Delivery(String medium, String destination) {

    public static Delivery to(Email email) {
        return new Delivery("email", email.masked());
    }
}
