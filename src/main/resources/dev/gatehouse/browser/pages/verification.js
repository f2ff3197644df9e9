// The form that takes the code of a mail and proves the address.
import { call } from './api.js';
import { onSubmit, say, step } from './form.js';

/**
 * @param token gives what the registration answered, if it was made on this page
 * @param next runs when the address is verified
 */
export function onVerification(token, next) {
  const form = step('verify');
  onSubmit(form, async ({ email, code, again }) => {
    if (again) {
      await call('POST', '/auth/resend-code', { email });
      form.querySelector('[data-resent]').textContent = say('verify.sent');
      return;
    }
    await call('POST', '/auth/verify', { email, code, registration_token: token() });
    await next(email);
  });
  return form;
}
