// Passkeys (WebAuthn). The binary members are converted by hand: toJSON() of a credential fails with some password managers.
import { Problem } from './api.js';

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const base64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
const known = (credentials = []) => credentials.map((credential) => ({ ...credential, id: bytes(credential.id) }));

let waiting;

/** A browser has one such request at a time: an earlier one ends. */
async function ask(kind, publicKey) {
  if (!navigator.credentials || !window.PublicKeyCredential) throw new Problem(0, { code: 'passkey_unsupported' });
  waiting?.abort();
  waiting = new AbortController();
  try {
    return await navigator.credentials[kind]({ publicKey, signal: waiting.signal });
  } catch (error) {
    throw new Problem(0, { code: error.name === 'InvalidStateError' ? 'passkey_known' : 'passkey_cancelled' });
  }
}

const shared = (credential) => ({
  id: credential.id,
  rawId: base64(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
});

/** Signs in with a passkey: the answer to the options of a challenge. */
export async function assertion(options) {
  const found = await ask('get', {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: known(options.allowCredentials),
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
  return {
    ...shared(found),
    response: {
      clientDataJSON: base64(clientDataJSON),
      authenticatorData: base64(authenticatorData),
      signature: base64(signature),
      userHandle: userHandle ? base64(userHandle) : undefined,
    },
  };
}

/** Makes a passkey from the options. */
export async function registration(options) {
  const made = await ask('create', {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  });
  return {
    ...shared(made),
    authenticatorAttachment: made.authenticatorAttachment ?? undefined,
    response: {
      clientDataJSON: base64(made.response.clientDataJSON),
      attestationObject: base64(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}
