// Before anything is measured: all servers must give the same answers with the same headers, or the comparison is none.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { FORWARDED } from './cases.js';

/** Connection management, and what differs from answer to answer. */
const FREE = new Set(['connection', 'keep-alive', 'content-length', 'content-type', 'transfer-encoding', 'x-request-id']);

export function routes(material) {
  const bearer = (token) => ({ headers: { Authorization: `Bearer ${token}` } });
  const asked = (token) => ({ headers: { ...FORWARDED, Authorization: `Bearer ${token}` } });
  const post = (body) => ({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const [forged, expired] = [material.forged, material.expired].map(firstLine);
  return [
    ['the plain route', '/health/live', {}],
    ['the protected route', '/auth/me', bearer(material.token)],
    ['the protected route without a token', '/auth/me', {}],
    ['a token with a wrong signature', '/auth/me', bearer(forged)],
    ['an expired token', '/auth/me', bearer(expired)],
    ['a decision', '/guard/forward-auth', asked(material.token)],
    ['a decision without a token', '/guard/forward-auth', { headers: FORWARDED }],
    ['a decision on a wrong signature', '/guard/forward-auth', asked(forged)],
    ['a decision on an expired token', '/guard/forward-auth', asked(expired)],
    ['a decision that needs a role', '/guard/forward-auth?role=bench-nobody', asked(material.token)],
    ['a decision that needs a scope', '/guard/forward-auth?scope=bench/nothing', asked(material.token)],
    ['an unknown path', '/nothing-here', {}],
    ['a sign-in', '/auth/login', post(material.login)],
    ['a sign-in with a malformed address', '/auth/login', post('{"email":"a","password":"p"}')],
    ['a refresh', '/auth/refresh', post(firstLine(material.refreshes))],
  ];
}

/** Throws a sentence about the first difference; gives what each route answers, by server. */
export async function requireSameAnswers(servers, material) {
  const given = {};
  for (const [name, path, request] of routes(material)) {
    const answers = await Promise.all(servers.map((server) => ask(server.url + path, request)));
    given[path + name] = answers;
    for (const answer of answers.slice(1)) {
      if (!isDeepStrictEqual(comparable(answer), comparable(answers[0]))) {
        const tell = (each) => JSON.stringify(comparable(each), null, 1);
        throw new Error(`the answers to ${name} differ:\n${tell(answers[0])}\n${tell(answer)}`);
      }
    }
  }
  return given;
}

export async function ask(url, request) {
  const answer = await fetch(url, request);
  const text = await answer.text();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text };
}

function comparable({ status, headers, text }) {
  const body = text && JSON.parse(text);
  // What names the request, or is new with each answer, must be there and need not be the same; nor need the date.
  for (const name of ['request_id', 'access_token', 'id_token', 'refresh_token']) {
    if (body && name in body) body[name] = typeof body[name];
  }
  if (body) delete body.errors; // Which field is wrong, and why: the peer does not say.
  const type = headers['content-type']?.split(';')[0];
  // helmet leaves out the spaces between the directives of a policy.
  const fields = Object.entries(headers).filter(([name]) => !FREE.has(name)).map(([name, value]) => [name, name === 'date' ? typeof value : value.replaceAll('; ', ';')]);
  return { status, type, headers: Object.fromEntries(fields.sort()), body };
}

const firstLine = (file) => readFileSync(file, 'utf8').split('\n')[0];
