package dev.gatehouse.identity;

/** Why Cognito cannot do what an administrator asks for to an account. */
public enum AccountState {
    /** Invited, and never signed in. */
    INVITED,
    /** The account belongs to another identity provider. */
    FEDERATED,
    DISABLED,
    /** Signed up, and never confirmed. */
    UNCONFIRMED,
    /** Confirmed already. */
    CONFIRMED,
    /** Neither email address nor phone number is verified. */
    UNVERIFIED
}
