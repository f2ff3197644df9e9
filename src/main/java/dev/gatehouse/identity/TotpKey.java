package dev.gatehouse.identity;

/**
 * The key of an authenticator app (RFC 6238: HMAC-SHA-1, 6 digits, 30 s).
 *
 * @param secret in base 32, for entering it by hand
 * @param uri the same as an {@code otpauth://} URI, with the account's address, for a QR code
 */
public record TotpKey(Secret secret, Secret uri) {}
