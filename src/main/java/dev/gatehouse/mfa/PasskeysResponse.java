package dev.gatehouse.mfa;

import dev.gatehouse.identity.Passkey;
import java.util.List;

/** The passkeys of the caller. */
record PasskeysResponse(List<Passkey> passkeys) {}
