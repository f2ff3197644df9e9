// AWS Amplify: an authenticator app, set up while signed in and at a sign-in that requires it, and codes by email.
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import { assert, clientId, code, email, endpoint, PASSWORD, poolId, refused } from './pool.mjs';
import { totp } from './totp.mjs';

Amplify.configure({
  Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: endpoint } },
});

async function setPool(settings) {
  const answer = await fetch(`${endpoint}control/pool`, { method: 'PATCH', body: JSON.stringify(settings) });
  assert.equal(answer.status, 204);
}

async function register(username) {
  await auth.signUp({ username, password: PASSWORD, options: { userAttributes: { email: username } } });
  await auth.confirmSignUp({ username, confirmationCode: await code(username) });
}

// By choice: what the user has, and a code of eight digits.
const username = email('factors');
await register(username);
const byCode = await auth.signIn({
  username,
  options: { authFlowType: 'USER_AUTH', preferredChallenge: 'EMAIL_OTP' },
});
assert.equal(byCode.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_EMAIL_CODE');
const mailed = await code(username);
assert.match(mailed, /^\d{8}$/);
assert.equal((await auth.confirmSignIn({ challengeResponse: mailed })).nextStep.signInStep, 'DONE');
await auth.signOut();

const choice = await auth.signIn({ username, options: { authFlowType: 'USER_AUTH' } });
assert.equal(choice.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION');
assert.deepEqual(choice.nextStep.availableChallenges, ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP']);
const chosen = await auth.confirmSignIn({ challengeResponse: 'PASSWORD' });
assert.equal(chosen.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_PASSWORD');
assert.equal((await auth.confirmSignIn({ challengeResponse: PASSWORD })).nextStep.signInStep, 'DONE');

// An authenticator app.
const { sharedSecret } = await auth.setUpTOTP();
await refused(auth.verifyTOTPSetup({ code: totp(sharedSecret, 5) }), 'EnableSoftwareTokenMFAException');
const first = totp(sharedSecret);
await auth.verifyTOTPSetup({ code: first });
await auth.updateMFAPreference({ totp: 'PREFERRED' });
assert.deepEqual(await auth.fetchMFAPreference(), { enabled: ['TOTP'], preferred: 'TOTP' });
await auth.signOut();
const second = await auth.signIn({ username, password: PASSWORD });
assert.equal(second.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_TOTP_CODE');
await refused(auth.confirmSignIn({ challengeResponse: first }), 'ExpiredCodeException');
assert.equal(
  (await auth.confirmSignIn({ challengeResponse: totp(sharedSecret, 1) })).nextStep.signInStep,
  'DONE',
);
await auth.signOut();

// The set-up at a sign-in.
await setPool({ first_factors: ['PASSWORD'], mfa: 'ON', mfa_methods: ['totp'] });
const other = email('factors-required');
await register(other);
const setUp = await auth.signIn({ username: other, password: PASSWORD });
assert.equal(setUp.nextStep.signInStep, 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP');
const secret = setUp.nextStep.totpSetupDetails.sharedSecret;
assert.equal((await auth.confirmSignIn({ challengeResponse: totp(secret) })).nextStep.signInStep, 'DONE');
await auth.signOut();
assert.equal(
  (await auth.signIn({ username: other, password: PASSWORD })).nextStep.signInStep,
  'CONFIRM_SIGN_IN_WITH_TOTP_CODE',
);
