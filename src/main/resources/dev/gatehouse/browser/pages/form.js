// Forms: one request at a time, and errors beside their field.
import { Problem } from './api.js';

/** The texts of the page's language, which a script before this one has put there. */
export const text = window.texts;

/** The text of this key with its {members} filled in. */
export function say(key, members = {}) {
  return text[key].replace(/\{(\w+)\}/g, (_, name) => members[name]);
}

/** The field that a problem is about, where the problem does not name one. */
const FIELD = {
  invalid_credentials: 'password',
  invalid_current_password: 'current_password',
  invalid_code: 'code',
  email_taken: 'email',
};

const UNAVAILABLE = [502, 503, 504];

function wait(seconds) {
  return seconds < 120 ? say('wait.seconds', { n: seconds || 60 }) : say('wait.minutes', { n: Math.ceil(seconds / 60) });
}

/** What to tell the person. */
export function explain(problem) {
  const key = `error.${problem.code}`;
  if (problem.code === 'refused_by_pool' && problem.detail) return problem.detail;
  if (text[key]) return say(key, { wait: wait(problem.retryAfter) });
  return say(UNAVAILABLE.includes(problem.status) ? 'error.unavailable' : 'error.unexpected');
}

function label(input) {
  return input.labels[0].firstChild.textContent.trim();
}

function mark(form, name, message) {
  const input = form.elements[name];
  if (!input?.id || input.readOnly) return null;
  input.setAttribute('aria-invalid', 'true');
  place(input).textContent = message;
  return input;
}

/** Where the message of a field stands, which describes the field to who hears the page. */
function place(input) {
  const id = `${input.id}-error`;
  const known = element(id);
  if (known) return known;
  const made = Object.assign(document.createElement('p'), { id, className: 'error' });
  input.after(made);
  input.setAttribute('aria-describedby', `${input.getAttribute('aria-describedby') ?? ''} ${id}`.trim());
  return made;
}

function clear() {
  for (const input of document.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const place of document.querySelectorAll('.error, .summary, .notice')) place.textContent = '';
}

/** Shows what went wrong, and moves the focus to the first field that is to change. */
export function show(form, problem) {
  const marked = problem.errors.map(({ field, message }) => {
    const name = field.split('.').at(-1);
    const input = form.elements[name];
    return input?.labels?.length ? mark(form, name, `${label(input)} ${text[message] ?? message}.`) : null;
  });
  if (FIELD[problem.code]) marked.push(mark(form, FIELD[problem.code], explain(problem)));
  const bad = marked.filter(Boolean);
  if (bad.length) {
    form.querySelector('[aria-invalid]').focus();
  } else {
    tell(form.querySelector('.summary'), explain(problem));
  }
}

/** Puts the text into a live region, and the focus on it. */
export function tell(region, message) {
  region.textContent = message;
  region.tabIndex = -1;
  region.focus();
}

function missing(form, needsAll) {
  const inputs = [...form.elements].filter((input) => input.required && !input.value.trim());
  return inputs.filter((input) => needsAll || input.type === 'email');
}

/** The values of the form by name; a code without blanks. */
export function values(form) {
  const members = Object.fromEntries(new FormData(form));
  if (members.code) members.code = members.code.replace(/\s/g, '');
  return members;
}

let busy = false;

/**
 * Runs the action unless one is running. The button stays enabled, so that it keeps the focus.
 *
 * @param fail is given the problem
 */
export async function once(button, action, fail) {
  if (busy) return;
  busy = true;
  button?.setAttribute('aria-busy', 'true');
  try {
    await action();
  } catch (problem) {
    if (!(problem instanceof Problem)) console.error(problem);
    fail(problem instanceof Problem ? problem : new Problem(0, {}));
  } finally {
    busy = false;
    button?.removeAttribute('aria-busy');
  }
}

/** Calls the action with the form's values when it is submitted. A button with a name needs the address alone. */
export function onSubmit(form, action) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (busy) return;
    clear();
    const chosen = event.submitter?.name;
    const empty = missing(form, !chosen);
    if (empty.length) {
      show(form, new Problem(0, { errors: empty.map(({ name }) => ({ field: name, message: 'is required' })) }));
      return;
    }
    const members = { ...values(form), ...(chosen && { [chosen]: event.submitter.value }) };
    once(event.submitter ?? form.querySelector('.primary'), () => action(members), (problem) => show(form, problem));
  });
}

export const element = (id) => document.getElementById(id);

/** Runs an action of a page that shows what went wrong, and what was done, at its top. */
export function run(button, action) {
  clear();
  return once(button, action, (problem) => tell(element('failure'), explain(problem)));
}

export function onClick(id, action) {
  element(id)?.addEventListener('click', () => run(element(id), action));
}

/** The form of the step. */
export function step(name) {
  return document.querySelector(`form[data-step="${name}"]`);
}

/** Shows this step alone, with the address, and puts the focus into the first field that is to be filled in. */
export function open(name, email = '') {
  for (const form of document.querySelectorAll('form[data-step]')) form.hidden = form.dataset.step !== name;
  const form = step(name);
  clear();
  if (email && form.elements.email) form.elements.email.value = email;
  form.querySelector('input:not([readonly]), button')?.focus();
  return form;
}

/** Fills in the fields that a link names. */
export function fill(form, members) {
  for (const name of ['email', 'code']) {
    if (members[name] && form.elements[name]) form.elements[name].value = members[name];
  }
}

/** A link that names another page takes the address along, in its fragment. */
for (const link of document.querySelectorAll('[data-keeps-email]')) {
  link.addEventListener('click', () => {
    const email = link.closest('form').elements.email.value;
    link.hash = email ? new URLSearchParams({ email }) : '';
  });
}

/** Shows the key of an authenticator app: as QR code, as text, and as link for an app of this device. */
export function showKey(form, { qr_svg: svg, secret, otpauth_uri: uri }) {
  const image = form.querySelector('[data-qr]');
  image.hidden = !svg;
  if (svg) image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  form.querySelector('[data-secret]').textContent = secret.match(/.{1,4}/g).join(' ');
  form.querySelector('[data-uri]').href = uri;
}

// A page that the browser kept may show what ended meanwhile.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
