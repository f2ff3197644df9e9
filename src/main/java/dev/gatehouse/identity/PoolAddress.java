package dev.gatehouse.identity;

/** The addresses of the user pool: its issuers and its JWKS address. */
public interface PoolAddress {

    /** The {@code iss} of tokens of a pool whose issuer is of the original type. */
    String originalIssuer();

    /** The {@code iss} of tokens of a pool whose issuer is of the updated type. */
    String updatedIssuer();

    /** The JWKS address, at the endpoint that calls go to, which settings of the SDK may override. */
    String keySet();
}
