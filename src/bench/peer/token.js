// Access tokens are judged by aws-jwt-verify, as its README says; only the keys come from where the pool of the benchmark is. It
// keeps keys, and no verified tokens: each verification is made anew.
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { pool } from './settings.js';

const fetcher = {
  fetch: async (uri) => (await fetch(pool.endpoint + new URL(uri).pathname)).arrayBuffer(),
};

const verifier = CognitoJwtVerifier.create(
  { userPoolId: pool.userPoolId, tokenUse: 'access', clientId: pool.clientId, graceSeconds: 60 },
  { jwksCache: new SimpleJwksCache({ fetcher }) },
);

export const hydrate = () => verifier.hydrate();
export const verify = (token) => verifier.verify(token);
