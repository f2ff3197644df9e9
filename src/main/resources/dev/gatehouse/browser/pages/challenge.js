// The steps of a sign-in after the first: each challenge of the API has a form.
import { arrive, call, go, page, Problem } from './api.js';
import { onSubmit, open, say, show, showKey, step } from './form.js';
import { assertion } from './passkey.js';

let email;
let current;

/** Signs in with what the first form asked for: a password, or a method. */
export async function signIn(address, credentials) {
  email = address;
  try {
    return await proceed(await call('POST', '/auth/login', { email, ...credentials, session: 'cookie' }));
  } catch (problem) {
    if (problem.code === 'email_not_verified') return go(page('verify', {}, email));
    if (problem.code === 'password_reset_required') return go(page('forgot', {}, email));
    throw problem;
  }
}

async function answer(answers) {
  const body = { challenge_token: current.challenge_token, answers, session: 'cookie' };
  return proceed(await call('POST', '/auth/challenge', body));
}

async function proceed(result) {
  if (result.status === 'signed_in') return arrive();
  current = result;
  const next = STEPS[result.challenge];
  if (!next) throw new Problem(0, {});
  return next(result.parameters);
}

const STEPS = {
  SOFTWARE_TOKEN_MFA: () => askCode('step.code.app'),
  SMS_MFA: (parameters) => askCode('step.code.sms', parameters),
  SMS_OTP: (parameters) => askCode('step.code.sms', parameters),
  EMAIL_OTP: (parameters) => askCode('step.code.email', parameters),
  PASSWORD: () => open('password', email),
  NEW_PASSWORD_REQUIRED: askNewPassword,
  SELECT_MFA_TYPE: ({ MFAS_CAN_CHOOSE: choices }) => choose(list(choices)),
  SELECT_CHALLENGE: ({ methods }) => choose(list(methods)),
  MFA_SETUP: (parameters) => showKey(open('setup', email), parameters),
  WEB_AUTHN: usePasskey,
};

/** A list, which may come as JSON in a text. */
const list = (value) => (typeof value === 'string' ? JSON.parse(value) : value ?? []);

function askCode(key, { CODE_DELIVERY_DESTINATION: destination } = {}) {
  const form = open('code', email);
  const isSent = key !== 'step.code.app' && !destination;
  form.querySelector('.lead').textContent = say(isSent ? 'step.code.sent' : key, { destination });
  form.elements.code.value = '';
}

function askNewPassword({ requiredAttributes }) {
  const required = list(requiredAttributes).map((name) => name.replace('userAttributes.', ''));
  const field = step('new-password').querySelector('[data-attribute="name"]');
  field.hidden = !required.includes('name');
  field.querySelector('input').required = !field.hidden;
  open('new-password', email);
}

function choose(choices) {
  const options = choices.map((choice, index) => {
    const option = document.createElement('label');
    const input = document.createElement('input');
    Object.assign(input, { type: 'radio', name: 'choice', value: choice, checked: index === 0 });
    option.append(input, say(`choice.${choice}`));
    return option;
  });
  document.getElementById('choices').replaceChildren(...options);
  open('choice', email);
}

async function usePasskey({ CREDENTIAL_REQUEST_OPTIONS: options }) {
  let credential;
  try {
    credential = await assertion(options);
  } catch (problem) {
    show(open('passkey', email), problem);
    return undefined;
  }
  return answer({ credential });
}

onSubmit(step('code'), ({ code }) => answer({ code }));
onSubmit(step('password'), ({ password }) => answer({ password }));
onSubmit(step('setup'), ({ code }) => answer({ code }));
onSubmit(step('choice'), ({ choice }) => answer({ choice }));
// A new challenge: the last one may have expired while the person read.
onSubmit(step('passkey'), () => signIn(email, { method: 'passkey' }));
onSubmit(step('new-password'), ({ new_password, name }) => answer({ new_password, ...(name && { name }) }));
