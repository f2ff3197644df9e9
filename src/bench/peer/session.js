// Signing in, and keeping a sign-in alive.
import { exchange, signIn } from './cognito.js';
import { audit } from './log.js';
import { countEvent } from './metrics.js';
import { Problem } from './problem.js';

const EMAIL = /^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$/;
const MOST_PASSWORD = 256;

export async function login(req, res) {
  const { email, password } = req.body ?? {};
  const good = typeof email === 'string' && email.length <= 254 && EMAIL.test(email)
    && typeof password === 'string' && password.length > 0 && password.length <= MOST_PASSWORD;
  const answer = await attempt(req, 'sign_in', good, () => signIn(email.toLowerCase(), password));
  res.json({ status: 'signed_in', ...tokens(answer) });
}

export async function refresh(req, res) {
  const refreshToken = req.body?.refresh_token;
  const good = typeof refreshToken === 'string' && refreshToken.length > 0;
  const answer = await attempt(req, 'refresh', good, () => exchange(refreshToken));
  res.json(tokens(answer));
}

async function attempt(req, event, good, call) {
  if (!good) {
    throw new Problem(400, 'invalid_input', 'Invalid input', 'One or more fields are not acceptable.');
  }
  try {
    const answer = await call();
    // So that the log tells who it was, as Gatehouse's does.
    req.userId = subjectOf(answer.AuthenticationResult.AccessToken);
    record(req, event, 'success', 'none');
    return answer;
  } catch (error) {
    record(req, event, 'failure', error.name);
    if (error.name === 'NotAuthorizedException' || error.name === 'UserNotFoundException') {
      throw new Problem(401, 'invalid_credentials', 'Invalid credentials', 
        'Wrong email or password, or the email is not verified yet, or the password must be reset first.');
    }
    throw new Problem(503, 'upstream_unavailable', 'Upstream unavailable', 'The user pool cannot be reached now. Try again later.');
  }
}

function record(req, event, outcome, reason) {
  audit(req, event, outcome, reason);
  countEvent(event, outcome, reason);
}

const subjectOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).sub;

function tokens({ AuthenticationResult: result }) {
  return {
    access_token: result.AccessToken,
    id_token: result.IdToken,
    refresh_token: result.RefreshToken,
    token_type: 'Bearer',
    expires_in: result.ExpiresIn,
  };
}
