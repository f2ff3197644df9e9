import { own } from './api.js';
import { element, explain, onClick, onSubmit, run, say, step, tell } from './form.js';

const address = (...parts) => `/admin/${parts.map(encodeURIComponent).join('/')}`;
let wanted = {};
let cursor;
let user;
let groups = [];

/** Changes something. To lose one's own role takes a second yes. */
async function change(method, path, body, headers) {
  try {
    return await own(method, path, body, headers);
  } catch (problem) {
    if (problem.code !== 'own_role' || !confirm(say('admin.own-role.sure'))) throw problem;
    return own(method, `${path}?own=true`, body, headers);
  }
}

let sent = {};

/** Creates something once: a second try after a lost answer has the same key, and gets the first answer. */
async function create(path, body) {
  const request = path + JSON.stringify(body);
  if (sent.request !== request) sent = { request, key: crypto.randomUUID?.() };
  try {
    const made = await change('POST', path, body, sent.key && { 'Idempotency-Key': `"${sent.key}"` });
    sent = {};
    return made;
  } catch (problem) {
    if (problem.status >= 400 && problem.status < 500 && problem.code !== 'idempotency_key_in_use') sent = {};
    throw problem;
  }
}

function make(name, members, ...children) {
  const made = Object.assign(document.createElement(name), members);
  made.append(...children);
  return made;
}

/** A button whose name says what it is about, too. */
function button(text, about, action) {
  const made = make('button', { type: 'button' }, text);
  if (about) made.setAttribute('aria-label', `${text}: ${about}`);
  made.addEventListener('click', () => run(made, action));
  return made;
}

function tags({ status, enabled }) {
  const texts = [say(`status.${status}`), ...(enabled ? [] : [say('admin.disabled')])];
  return make('span', {}, texts.join(', '));
}

async function search(isFirst) {
  const query = new URLSearchParams(isFirst ? wanted : { ...wanted, cursor });
  const page = await own('GET', `/admin/users?${query}`);
  cursor = page.next_cursor;
  if (isFirst) element('users').replaceChildren();
  element('users').append(
    ...page.users.map((found) =>
      make('li', {}, button(found.email || found.user_id, '', () => open(found.user_id)), tags(found)),
    ),
  );
  const count = element('users').childElementCount;
  element('users-state').textContent = count ? '' : say(cursor ? 'admin.none-yet' : 'admin.none');
  element('users-more').hidden = !cursor;
}

async function open(id) {
  show(await own('GET', address('users', id)));
  element('account-title').focus();
}

function show(found) {
  user = found;
  const { user_id: id, email, created_at: created, attributes = {}, groups: own = [] } = user;
  element('account').hidden = false;
  element('account-title').textContent = email || id;
  element('account-id').textContent = id;
  element('account-status').replaceChildren(tags(user));
  element('account-created').textContent = new Date(created).toLocaleString(document.documentElement.lang);
  element('account-actions').replaceChildren(...actions());
  element('account-groups').replaceChildren(
    ...own.map((group) => make('li', {}, make('span', {}, group), button(say('admin.leave'), group, () => leave(group)))),
  );
  const others = groups.filter(({ name }) => !own.includes(name));
  element('join-group').replaceChildren(...others.map(({ name }) => make('option', {}, name)));
  step('join').hidden = !others.length;
  step('change').elements.email.value = email ?? '';
  step('change').elements.name.value = attributes.name ?? '';
}

/** What can be done with an account in this state, by the last segment of its path; an empty one deletes it. */
function actions() {
  const { status, enabled } = user;
  const names = [enabled ? 'disable' : 'enable'];
  if (status === 'UNCONFIRMED') names.push('confirm');
  if (status === 'FORCE_CHANGE_PASSWORD') names.push('resend-invitation');
  if (status === 'CONFIRMED') names.push('reset-password');
  return [...names, 'logout', 'mfa', 'delete'].map((name) => button(say(`action.${name}`), '', () => act(name)));
}

async function act(name) {
  const sure = `action.${name}.sure`;
  if (window.texts[sure] && !confirm(say(sure, { email: user.email || user.user_id }))) return;
  const path = address('users', user.user_id, ...(name === 'delete' ? [] : [name]));
  await change(name === 'delete' || name === 'mfa' ? 'DELETE' : 'POST', path);
  if (name === 'delete') element('account').hidden = true;
  else show(await own('GET', address('users', user.user_id)));
  await search(true);
  tell(element('notice'), say('admin.done'));
}

async function leave(group) {
  await change('DELETE', address('users', user.user_id, 'groups', group));
  await open(user.user_id);
}

async function showGroups() {
  groups = [];
  let next;
  do {
    const page = await own('GET', `/admin/groups${next ? `?cursor=${encodeURIComponent(next)}` : ''}`);
    groups.push(...page.groups);
    next = page.next_cursor;
  } while (next);
  element('groups').replaceChildren(
    ...groups.map(({ name, description }) =>
      make(
        'li',
        {},
        make('span', {}, description ? `${name}: ${description}` : name),
        button(say('admin.delete'), name, () => deleteGroup(name)),
      ),
    ),
  );
  element('invite-groups').replaceChildren(
    ...groups.map(({ name }) => make('label', {}, make('input', { type: 'checkbox', name: 'group', value: name }), name)),
  );
  if (user) show(user);
}

async function deleteGroup(name) {
  if (!confirm(say('admin.group-delete.sure', { name }))) return;
  await change('DELETE', address('groups', name));
  await showGroups();
  tell(element('notice'), say('admin.done'));
}

onSubmit(step('search'), async (members) => {
  wanted = Object.fromEntries(Object.entries(members).filter(([, value]) => value.trim()));
  await search(true);
});

onClick('users-more', () => search(false));

onSubmit(step('join'), async ({ group }) => {
  await change('PUT', address('users', user.user_id, 'groups', group));
  await open(user.user_id);
});

onSubmit(step('change'), async ({ email, name }) => {
  const body = {};
  if (email && email !== user.email) body.email = email;
  if (name.trim() !== (user.attributes?.name ?? '')) body.attributes = { name: name.trim() || null };
  if (Object.keys(body).length) await change('PATCH', address('users', user.user_id), body);
  await open(user.user_id);
  tell(element('notice'), say('admin.done'));
});

onSubmit(step('invite'), async ({ email, name }) => {
  const chosen = [...step('invite').querySelectorAll(':checked')].map(({ value }) => value);
  const body = { email, groups: chosen, attributes: name.trim() ? { name: name.trim() } : {} };
  const invited = await create('/admin/users', body);
  step('invite').reset();
  show(invited);
  tell(element('notice'), say('admin.invited', { email }));
});

onSubmit(step('group'), async ({ name, description }) => {
  await create('/admin/groups', { name, ...(description && { description }) });
  step('group').reset();
  await showGroups();
  tell(element('notice'), say('admin.done'));
});

/** The API decides who may see this; others see its answer alone. */
async function load() {
  await search(true);
  element('administration').hidden = false;
  await showGroups();
}

load().catch((problem) => tell(element('failure'), explain(problem)));
