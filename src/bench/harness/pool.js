// The pool that all servers stand before, and what it is to hold: users, and tokens by the thousand.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { libraries } from './application.js';
import { launch } from './processes.js';

export const CLIENT = { id: 'gatehouseclient', secret: 'notASecretOnlyForDevelopment0000' };
export const POOL_ID = 'eu-west-1_gatehouse';
const PASSWORD = 'bench-Passw0rd!';
const PORT = 29229;
const AT_ONCE = 32;

/** Starts the pool, on the load's cores. */
export async function startPool(java) {
  const child = launch(
    [java, '-XX:+UseSerialGC', '--sun-misc-unsafe-memory-access=allow', '-cp', ['target/classes', ...libraries()].join(':'),
      'src/bench/pool/BenchPool.java', String(PORT)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [endpoint] = await once(createInterface(child.stdout), 'line');
  const pool = new Pool(endpoint);
  await pool.control('PATCH', 'pool', { limits_enabled: false });
  await pool.control('PATCH', `clients/${CLIENT.id}`, { access_token_minutes: 720, id_token_minutes: 720 });
  return pool;
}

class Pool {
  constructor(endpoint) {
    this.endpoint = endpoint;
  }

  async control(method, path, body) {
    const answer = await fetch(`${this.endpoint}/control/${path}`, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }

  async call(operation, request) {
    const answer = await fetch(this.endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}` },
      body: JSON.stringify(request),
    });
    if (!answer.ok) throw new Error(`${operation}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** From now on each answer to a service takes so long. */
  delay(ms) {
    return fetch(`${this.endpoint}/bench/delay?ms=${ms}`, { method: 'POST' });
  }

  rotateKeys() {
    return this.control('POST', 'keys/rotate', { keep_old: true });
  }

  async addUser(email) {
    await this.call('SignUp', {
      ClientId: CLIENT.id, SecretHash: secretHash(email), Username: email, Password: PASSWORD,
      UserAttributes: [{ Name: 'email', Value: email }],
    });
    await this.control('PATCH', `users?email=${encodeURIComponent(email)}`, { status: 'CONFIRMED', email_verified: true });
  }

  async signIn(email) {
    return (await this.call('InitiateAuth', signInRequest(email))).AuthenticationResult;
  }

  async mint(claims, signWith = 'access') {
    return (await this.control('POST', 'tokens', { sign_with: signWith, claims })).token;
  }
}

const secretHash = (username) => createHmac('sha256', CLIENT.secret).update(username + CLIENT.id).digest('base64');

export const signInRequest = (email) => ({
  ClientId: CLIENT.id,
  AuthFlow: 'USER_PASSWORD_AUTH',
  AuthParameters: { USERNAME: email, PASSWORD: PASSWORD, SECRET_HASH: secretHash(email) },
});

/** Users, and the files from which the load is made; all tokens are of the first user's one sign-in. */
export async function fill(pool, directory, { users, many, fresh, freshFiles, freshDecisionFiles, freshWarmUp, expired }) {
  const emails = Array.from({ length: users }, (_, i) => `user${i}@example.com`);
  for (const email of emails) await pool.addUser(email);
  const signIns = [];
  for (const email of emails) signIns.push(await pool.signIn(email));
  const token = signIns[0].AccessToken;
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
  const file = (name, lines) => {
    writeFileSync(`${directory}/${name}`, `${lines.join('\n')}\n`);
    return `${directory}/${name}`;
  };
  const now = Math.floor(Date.now() / 1000);
  const manyTokens = await mintMany(pool, claims, many);
  const signatures = manyTokens.map((each) => each.split('.')[2]);
  const material = {
    token,
    claims,
    one: file('one', [token]),
    many: file('many', manyTokens),
    // Another's signature: well-formed, and wrong.
    forged: file('forged', manyTokens.map((each, i) => each.replace(/[^.]*$/, signatures[(i + 1) % signatures.length]))),
    expired: file('expired', await mintMany(pool, { ...claims, iat: now - 7200, exp: now - 3600 }, expired)),
    fresh: [],
    freshDecisions: [],
    logins: file('logins', emails.map((email) => JSON.stringify({ email, password: PASSWORD }))),
    refreshes: file('refreshes', signIns.map((each) => JSON.stringify({ refresh_token: each.RefreshToken }))),
    poolLogins: file('pool-logins', emails.map((email) => JSON.stringify(signInRequest(email)))),
    login: JSON.stringify({ email: emails[0], password: PASSWORD }),
  };
  for (const [name, files, count] of [['fresh', material.fresh, freshFiles], ['fresh-decisions', material.freshDecisions, freshDecisionFiles]]) {
    for (let i = 0; i < count; i++) files.push(file(`${name}${i}`, await mintMany(pool, claims, fresh)));
  }
  if (freshFiles > 0) material.freshWarmUp = file('fresh-warm-up', await mintMany(pool, claims, freshWarmUp));
  if (freshDecisionFiles > 0) material.freshDecisionsWarmUp = file('fresh-decisions-warm-up', await mintMany(pool, claims, freshWarmUp));
  return material;
}

let minted = 0;
async function mintMany(pool, claims, count) {
  const tokens = new Array(count);
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < count) {
      const i = next++;
      const serial = (minted++).toString(16).padStart(12, '0');
      tokens[i] = await pool.mint({ ...claims, jti: `00000000-0000-4000-8000-${serial}` });
    }
  }));
  return tokens;
}
