import { call, go, page } from './api.js';
import { signIn } from './challenge.js';
import { onSubmit, open, step } from './form.js';
import { onVerification } from './verification.js';

// Kept in this page only, so that the person is signed in when the address is verified.
let password;
let token;

onSubmit(step('start'), async (members) => {
  const body = { email: members.email, password: members.password, locale: document.documentElement.lang };
  if (members.name) body.name = members.name;
  const registered = await call('POST', '/auth/register', body);
  password = members.password;
  token = registered.registration_token;
  const form = open('verify', members.email);
  form.elements.email.readOnly = true;
  form.elements.code.focus();
});

onVerification(
  () => token,
  (email) => signIn(email, { password }).catch(() => go(page('sign-in', { notice: 'verified' }, email))),
);
