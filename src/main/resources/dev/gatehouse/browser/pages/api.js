// Calls of the public API. The session is in a cookie that no script can read; the browser sends it with each call.

/** An answer that is not a success: problem details (RFC 9457). */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.code ?? 'unexpected');
    this.status = status;
    this.code = body.code ?? 'unexpected';
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.retryAfter = Number(retryAfter) || 0;
  }
}

/** A page of these, with the return_to of this one; the email address goes into the fragment, which no server sees. */
export function page(name, parameters = {}, email = '') {
  const query = new URLSearchParams(parameters);
  const returnTo = document.body.dataset.returnTo;
  if (returnTo && !query.has('return_to')) query.set('return_to', returnTo);
  return name + (query.size ? `?${query}` : '') + (email ? `#${new URLSearchParams({ email })}` : '');
}

/** Leaves this page. The promise never settles, so that the form takes no further request meanwhile. */
export function go(url, replace = false) {
  if (replace) location.replace(url);
  else location.assign(url);
  return new Promise(() => {});
}

/** The members of the fragment, such as those of a link in a mail. They leave the address bar. */
export function fragment() {
  const members = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  return members;
}

/** Calls the API; the answer's body, or null if it has none. */
export async function call(method, path, body, headers) {
  const request = { method, cache: 'no-store', headers: { Accept: 'application/json, application/problem+json', ...headers } };
  if (body) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Problem(0, { code: 'network' });
  }
  const answer = response.status === 204 ? null : await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Problem(response.status, answer ?? {}, response.headers.get('Retry-After'));
}

/** A call for the person who is signed in. Where there is no session, or no fresh one, it leads to the sign-in page. */
export async function own(method, path, body, headers) {
  try {
    return await call(method, path, body, headers);
  } catch (problem) {
    if (problem.code === 'reauthentication_required') return leaveToSignIn('fresh');
    if (problem.status === 401 && problem.code !== 'invalid_current_password') return leaveToSignIn('ended');
    throw problem;
  }
}

function leaveToSignIn(notice) {
  const email = document.getElementById('profile-email')?.textContent;
  return go(page('sign-in', { notice, return_to: location.pathname }, email));
}

/** Goes to where the person wanted to go. */
export function arrive() {
  return go(document.body.dataset.returnTo || '/', true);
}
