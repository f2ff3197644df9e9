import { call, fragment, go, page } from './api.js';
import { fill, onSubmit, step } from './form.js';

const form = step('start');
fill(form, fragment());
onSubmit(form, async ({ email, code, new_password }) => {
  await call('POST', '/auth/reset-password', { email, code, new_password });
  await go(page('sign-in', { notice: 'reset' }, email));
});
