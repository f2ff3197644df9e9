// The caller's own account, for a caller with a valid access token.
import { JwtExpiredError, JwtInvalidSignatureError } from 'aws-jwt-verify/error';
import { getUser } from './cognito.js';
import { countToken } from './metrics.js';
import { invalidToken, Problem } from './problem.js';
import { verify } from './token.js';

const MOST_PROFILES = 10_000;
/** Per sign-in, as in Gatehouse: a token refreshed has the profile that the one before it had. */
const profiles = new Map();

export async function bearer(req, res, next) {
  await authenticate(req);
  next();
}

/** Throws a Problem, unless the request has a token that holds. */
export async function authenticate(req) {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || !token) {
    throw new Problem(401, 'authentication_required', 'Authentication required', 'This route needs a bearer token.', '');
  }
  try {
    req.claims = await verify(token);
  } catch (error) {
    countToken('refused');
    throw invalidToken(reasonOf(error));
  }
  countToken('accepted');
  req.token = token;
  req.userId = req.claims.sub;
}

function reasonOf(error) {
  if (error instanceof JwtExpiredError) return 'The token has expired.';
  if (error instanceof JwtInvalidSignatureError) return "The token's signature is invalid.";
  return 'The token is malformed.';
}

export async function me(req, res) {
  const claims = req.claims;
  const profile = await profileOf(claims.origin_jti ?? claims.jti, req.token);
  res.json({
    user_id: claims.sub,
    email: profile.email,
    email_verified: profile.emailVerified,
    roles: [...(claims['cognito:groups'] ?? [])].sort(),
    scopes: claims.scope ? claims.scope.split(' ').sort() : [],
    expires_at: new Date(claims.exp * 1000).toISOString().replace('.000Z', 'Z'),
  });
}

async function profileOf(signIn, token) {
  const known = profiles.get(signIn);
  if (known) {
    return known;
  }
  const user = await getUser(token);
  const attributes = Object.fromEntries(user.UserAttributes.map(({ Name, Value }) => [Name, Value]));
  const profile = { email: attributes.email, emailVerified: attributes.email_verified === 'true' };
  if (profiles.size >= MOST_PROFILES) {
    profiles.delete(profiles.keys().next().value);
  }
  profiles.set(signIn, profile);
  return profile;
}
