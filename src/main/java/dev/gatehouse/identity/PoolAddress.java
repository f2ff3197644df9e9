package dev.gatehouse.identity;

/** The addresses of the user pool: those that its tokens name, and the one that its keys are fetched from. */
public interface PoolAddress {

    /** The {@code iss} of tokens of a pool whose issuer is of the original type. */
    String originalIssuer();

    /** The {@code iss} of tokens of a pool whose issuer is of the updated type. */
    String updatedIssuer();

    /** Where the key set is: at the endpoint that calls go to, which settings of the SDK may have changed. */
    String keySet();
}
