package dev.gatehouse.mfa;

import dev.gatehouse.identity.Secret;

/**
 * A new key for an authenticator app, not in force yet.
 *
 * @param secret in base 32, for entering it by hand
 * @param otpauthUri the same as a URI
 * @param qrSvg the URI as a QR code, an SVG element
 */
record TotpSetupResponse(Secret secret, Secret otpauthUri, Secret qrSvg) {}
