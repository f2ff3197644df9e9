// Shows the messages that the server sends, and keeps showing what comes after.
const SUBJECTS = {
  sign_up: 'Verify the email address',
  forgot_password: 'Reset the password',
  attribute: 'Confirm a change of the account',
  invitation: 'Temporary password',
  mfa: 'Second factor',
  sign_in: 'Sign in',
};
// The pages that take a code. The code stands in the fragment, which is in no request and no log.
const PAGES = { sign_up: 'verify', forgot_password: 'reset' };

const list = document.getElementById('messages');
const status = document.getElementById('status');
const shown = new Map();
let begun = false;

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function entry({ to, kind, code, sent_at }) {
  const item = document.createElement('li');
  const sent = document.createElement('p');
  const time = element('time', new Date(sent_at).toLocaleTimeString());
  time.dateTime = sent_at;
  sent.append('To ', element('strong', to), ', ', time);
  const content = document.createElement('p');
  content.append(element('code', code));
  item.append(element('h2', SUBJECTS[kind] ?? kind), sent, content);
  if (PAGES[kind]) {
    const link = element('a', `Open the page with this code for ${to}`);
    link.href = `/auth/pages/${PAGES[kind]}#${new URLSearchParams({ email: to, code })}`;
    item.append(link);
  }
  return item;
}

function show(messages) {
  const ids = new Set(messages.map(({ id }) => id));
  shown.forEach((item, id) => {
    if (!ids.has(id)) {
      item.remove();
      shown.delete(id);
    }
  });
  const added = messages.filter(({ id }) => !shown.has(id));
  // From the oldest to the newest, each before those that are there.
  added.toReversed().forEach((message) => {
    const item = entry(message);
    shown.set(message.id, item);
    list.prepend(item);
  });
  if (begun && added.length > 0) {
    status.textContent = `New: ${SUBJECTS[added[0].kind] ?? added[0].kind}, to ${added[0].to}.`;
  } else if (messages.length === 0) {
    status.textContent = 'No messages yet.';
  } else {
    status.textContent = messages.length === 1 ? '1 message.' : `${messages.length} messages.`;
  }
  begun = true;
}

const events = new EventSource('/outbox/events');
events.addEventListener('message', ({ data }) => show(JSON.parse(data)));
events.addEventListener('error', () => {
  status.textContent = 'Not connected. This page tries again by itself.';
});
