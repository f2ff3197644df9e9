package dev.gatehouse.admin;

import dev.gatehouse.identity.Factor;
import java.util.List;

/**
 * What an administrator took from a user.
 *
 * @param removed the second factors that were removed or switched off
 * @param remaining what only the user can remove: {@code passkey}, if the account has one
 */
record RemovedFactorsResponse(List<Factor> removed, List<String> remaining) {}
