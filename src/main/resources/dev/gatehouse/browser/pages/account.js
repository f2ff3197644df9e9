import { call, go, own } from './api.js';
import { element, explain, onClick, onSubmit, run, say, showKey, step, tell } from './form.js';
import { registration } from './passkey.js';

const notice = element('notice');
let isAtDomain = false;

const attributes = () => step('profile')?.querySelectorAll('input') ?? [];

let profile = {};

function showProfile(me) {
  const { email, email_verified: verified, roles, scopes } = me;
  profile = me;
  for (const input of attributes()) input.value = me[input.name] ?? '';
  const link = element('admin-link');
  link.hidden = !link.dataset.roles.split(',').some((role) => roles.includes(role));
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

if (step('profile')) {
  onSubmit(step('profile'), async () => {
    const changed = [...attributes()]
      .map(({ name, value }) => [name, value.trim() || null])
      .filter(([name, value]) => value !== (profile[name] ?? null));
    if (changed.length) await own('PATCH', '/auth/me', Object.fromEntries(changed));
    showProfile(await own('GET', '/auth/me'));
    tell(notice, say('account.saved'));
  });
}

if (step('address')) {
  onSubmit(step('address'), async ({ email }) => {
    await own('POST', '/auth/me/email', { email });
    step('address').hidden = true;
    step('address-code').hidden = false;
    step('address-code').elements.email.value = email;
    step('address-code').elements.code.focus();
  });
  onSubmit(step('address-code'), async ({ code }) => {
    await own('POST', '/auth/me/email/verify', { code });
    for (const name of ['address', 'address-code']) step(name).reset();
    step('address').hidden = false;
    step('address-code').hidden = true;
    showProfile(await own('GET', '/auth/me'));
    tell(notice, say('address.changed'));
  });
}

onClick('delete-begin', () => {
  step('delete').hidden = false;
  step('delete').querySelector('[type="reset"]').focus();
});
step('delete').addEventListener('reset', () => {
  step('delete').hidden = true;
  element('delete-begin').focus();
});
onSubmit(step('delete'), async () => {
  // Their own role goes with the account, which they have just confirmed.
  await own('DELETE', '/auth/me?own=true');
  await leave('sign-in?notice=deleted');
});

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
  await leave('sign-in');
}

/** Goes there, or where the session at the pool's domain ends: it would sign in again without asking. */
function leave(next) {
  return go(isAtDomain ? '/auth/oauth/logout' : next, true);
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
