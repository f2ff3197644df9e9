package dev.gatehouse.emulator;

/** Where a user stands in its life, in Cognito's words. */
enum UserStatus {
    UNCONFIRMED,
    CONFIRMED,
    RESET_REQUIRED,
    FORCE_CHANGE_PASSWORD,
    EXTERNAL_PROVIDER
}
