import { arrive, call, fragment, go } from './api.js';
import { signIn } from './challenge.js';
import { fill, onSubmit, say, step, text } from './form.js';

const form = step('start');
const notice = new URLSearchParams(location.search).get('notice');

fill(form, fragment());
if (text[`notice.${notice}`]) document.getElementById('notice').textContent = say(`notice.${notice}`);

onSubmit(form, ({ email, password, method }) => signIn(email, method ? { method } : { password }));

// Who is signed in has nothing to do here, unless a change needs a fresh sign-in.
if (notice === 'fresh') {
  for (const provider of document.querySelectorAll('.button')) provider.search += '&fresh=true';
} else {
  call('GET', '/auth/session').then(
    () => (document.body.dataset.returnTo ? arrive() : go('account', true)),
    () => {},
  );
}
