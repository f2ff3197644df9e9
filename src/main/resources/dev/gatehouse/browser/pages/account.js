import { call, go, own } from './api.js';
import { explain, onSubmit, once, say, showKey, step, tell } from './form.js';
import { registration } from './passkey.js';

const element = (id) => document.getElementById(id);
const notice = element('notice');

function onClick(id, action) {
  element(id)?.addEventListener('click', () => run(element(id), action));
}

function run(button, action) {
  element('failure').textContent = '';
  notice.textContent = '';
  return once(button, action, (problem) => tell(element('failure'), explain(problem)));
}

let isAtDomain = false;

function showProfile({ email, email_verified: verified, roles, scopes }) {
  // Only a sign-in at the pool's domain asks for it.
  isAtDomain = scopes.includes('openid');
  element('profile-email').textContent = email;
  element('profile-verified').textContent = say(verified ? 'account.verified' : 'account.not-verified');
  element('profile-roles').textContent = roles.join(', ') || say('account.no-roles');
  for (const name of ['password', 'app']) step(name).elements.email.value = email;
}

async function showFactors() {
  const { methods } = await own('GET', '/auth/mfa');
  const enabled = methods.some(({ type, enabled }) => type === 'totp' && enabled);
  element('app-state').textContent = say(enabled ? 'app.on' : 'app.off');
  element('app-remove').hidden = !enabled;
}

async function showPasskeys() {
  const list = element('passkeys');
  if (!list) return;
  const { passkeys } = await own('GET', '/auth/passkeys');
  element('passkeys-state').textContent = say(passkeys.length ? 'passkeys.some' : 'passkeys.none');
  list.replaceChildren(...passkeys.map(passkeyItem));
}

function passkeyItem({ id, name, created_at: created }) {
  const item = document.createElement('li');
  const text = document.createElement('span');
  const button = document.createElement('button');
  const date = new Date(created).toLocaleDateString(document.documentElement.lang, { dateStyle: 'medium' });
  text.textContent = `${name}, ${say('passkeys.since', { date })}`;
  text.id = `passkey-${id}`;
  button.type = 'button';
  button.id = `remove-${id}`;
  button.textContent = say('passkeys.remove');
  button.setAttribute('aria-labelledby', `${button.id} ${text.id}`);
  button.addEventListener('click', () => {
    if (!confirm(say('passkeys.remove.sure'))) return;
    run(button, async () => {
      await own('DELETE', `/auth/passkeys/${encodeURIComponent(id)}`);
      await showPasskeys();
      tell(notice, say('passkeys.removed'));
    });
  });
  item.append(text, button);
  return item;
}

onSubmit(step('password'), async ({ current_password, new_password }) => {
  await own('POST', '/auth/change-password', { current_password, new_password });
  step('password').elements.current_password.value = '';
  step('password').elements.new_password.value = '';
  tell(notice, say('account.password-changed'));
});

onClick('app-begin', async () => {
  showKey(step('app'), await own('POST', '/auth/mfa/totp'));
  step('app').hidden = false;
  step('app').elements.code.focus();
});

onSubmit(step('app'), async ({ code }) => {
  await own('POST', '/auth/mfa/totp/confirm', { code });
  step('app').hidden = true;
  step('app').elements.code.value = '';
  await showFactors();
  tell(notice, say('app.confirmed'));
});

onClick('app-remove', async () => {
  if (!confirm(say('app.remove.sure'))) return;
  await own('DELETE', '/auth/mfa/totp');
  await showFactors();
  tell(notice, say('app.removed'));
});

onClick('passkey-add', async () => {
  const options = await own('POST', '/auth/passkeys/options');
  await own('POST', '/auth/passkeys', await registration(options));
  await showPasskeys();
  tell(notice, say('passkeys.added'));
});

async function signOut(everywhere) {
  await call('POST', '/auth/logout', { session: 'cookie', everywhere }).catch((problem) => {
    if (problem.status !== 401) throw problem;
  });
  // The session at the pool's domain would sign in again without asking.
  await go(isAtDomain ? '/auth/oauth/logout' : 'sign-in', true);
}

onClick('sign-out', () => signOut(false));
onClick('sign-out-everywhere', () => confirm(say('sessions.everywhere.sure')) && signOut(true));

// Beside what the person does meanwhile, so it is no request that others wait for.
async function load() {
  showProfile(await own('GET', '/auth/me'));
  await showFactors();
  await showPasskeys();
}

load().catch((problem) => tell(element('failure'), explain(problem)));
