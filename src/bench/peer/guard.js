// Decisions for proxies: whether the caller of another service may pass, and who it is.
import { authenticate } from './account.js';
import { audit } from './log.js';
import { countDecision } from './metrics.js';
import { challengeOf, Problem } from './problem.js';
import { pool } from './settings.js';

/** Answers a request that may pass; leaves any other to {@link refuse}. */
export async function allow(req, res, next) {
  req.original = originalOf(req.headers);
  try {
    const required = requirementOf(req.query);
    await authenticate(req);
    requireOf(req.claims, required);
  } catch (error) {
    if (!(error instanceof Problem)) {
      throw error;
    }
    req.refusal = error;
    next();
    return;
  }
  countDecision('allowed', 'none');
  res.set({ 'Cache-Control': 'no-store', ...identityOf(req.claims) }).end();
}

/** Repeats in fields of its own what nginx would drop of the answer, as Gatehouse does. */
export function refuse(req, res) {
  const { status, code } = req.refusal;
  const reason = REASONS[code];
  countDecision('refused', reason);
  audit(req, 'access_decision', 'refused', reason);
  res.set({ 'X-Auth-Status': String(status), 'X-Auth-Code': code });
  const challenge = challengeOf(req.refusal);
  if (challenge !== undefined) {
    res.set('X-Auth-Challenge', challenge);
  }
  throw req.refusal;
}

const REASONS = {
  authentication_required: 'credential_missing', invalid_token: 'token_refused', forbidden: 'role',
  insufficient_scope: 'scope', invalid_input: 'requirement_invalid',
};

function requirementOf(query) {
  for (const name of Object.keys(query)) {
    if (name !== 'role' && name !== 'scope') {
      throw new Problem(400, 'invalid_input', 'Invalid input', 'One or more fields are not acceptable.');
    }
  }
  return { roles: [query.role ?? []].flat(), scopes: [query.scope ?? []].flat() };
}

/** Any of the roles, all of the scopes, and a user: a machine's token names none. */
function requireOf(claims, { roles, scopes }) {
  const groups = claims['cognito:groups'] ?? [];
  if (claims.username === undefined || (roles.length > 0 && !roles.some((role) => groups.includes(role)))) {
    throw lacking('forbidden', 'Forbidden', 'The caller lacks the role that this route needs.', '');
  }
  const given = scopesOf(claims);
  if (!scopes.every((scope) => given.includes(scope))) {
    throw lacking('insufficient_scope', 'Insufficient scope', 'The token lacks the scope that this operation needs.',
      `, scope="${scopes.join(' ')}"`);
  }
}

const lacking = (code, title, detail, more) =>
  new Problem(403, code, title, detail, `, error="insufficient_scope", error_description="${detail}"${more}`);

const scopesOf = (claims) => (claims.scope ? claims.scope.split(' ').sort() : []);

function identityOf(claims) {
  return {
    'X-Auth-User-Id': value(claims.sub),
    'X-Auth-Kind': 'user',
    'X-Auth-Roles': list([...(claims['cognito:groups'] ?? [])].sort()),
    'X-Auth-Scopes': list(scopesOf(claims)),
    'X-Auth-Client-Id': value(claims.client_id),
    'X-Auth-Pool': pool.userPoolId,
    'X-Auth-Email': '',
    'X-Auth-Expires': String(claims.exp),
  };
}

const UNSAFE = /[^ -~]|%|^ | $/gu;
const UNSAFE_IN_LIST = /[^ -~]|[%,]|^ | $/gu;
const encoded = (character) => [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const value = (text) => text.replace(UNSAFE, encoded);
const list = (elements) => elements.map((element) => element.replace(UNSAFE_IN_LIST, encoded)).join(',');

/** The request that the proxy asks about, for the log: bounded, and of its path no more than names. */
function originalOf(headers) {
  const path = /^[/A-Za-z0-9._~-]*/.exec((headers['x-forwarded-uri'] ?? '').slice(0, 128))[0];
  return {
    original_method: /^[A-Za-z0-9._~:[\]-]*/.exec(headers['x-forwarded-method'] ?? '')[0].slice(0, 32),
    original_host: /^[A-Za-z0-9._~:[\]-]*/.exec(headers['x-forwarded-host'] ?? '')[0].slice(0, 255),
    original_path: path,
  };
}
