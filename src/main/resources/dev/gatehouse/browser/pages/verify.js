import { fragment, go, page } from './api.js';
import { fill } from './form.js';
import { onVerification } from './verification.js';

const members = fragment();
const form = onVerification(
  () => members.registration_token,
  (email) => go(page('sign-in', { notice: 'verified' }, email)),
);
// A link from a mail fills the code in; only the button sends it, because mail scanners open links.
fill(form, members);
