import { call, fragment, go, page } from './api.js';
import { fill, onSubmit, step } from './form.js';

const form = step('start');
fill(form, fragment());
onSubmit(form, async ({ email }) => {
  await call('POST', '/auth/forgot-password', { email });
  await go(page('reset', {}, email));
});
