// AWS Amplify with its default sign-in, which is SRP.
import { Amplify } from 'aws-amplify';
import * as auth from 'aws-amplify/auth';
import { assert, clientId, code, email, endpoint, OTHER_PASSWORD, PASSWORD, poolId, refused } from './pool.mjs';

Amplify.configure({
  Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId, userPoolEndpoint: endpoint } },
});

const username = email('amplify');
const signUp = await auth.signUp({ username, password: PASSWORD, options: { userAttributes: { email: username } } });
assert.equal(signUp.nextStep.signUpStep, 'CONFIRM_SIGN_UP');
assert.equal((await auth.signIn({ username, password: PASSWORD })).nextStep.signInStep, 'CONFIRM_SIGN_UP');
await auth.resendSignUpCode({ username });
await auth.confirmSignUp({ username, confirmationCode: await code(username) });

await refused(auth.signIn({ username, password: 'another password' }), 'NotAuthorizedException');
assert.equal((await auth.signIn({ username, password: PASSWORD })).nextStep.signInStep, 'DONE');
assert.equal((await auth.fetchUserAttributes()).email, username);
const { tokens } = await auth.fetchAuthSession();
const { tokens: fresh } = await auth.fetchAuthSession({ forceRefresh: true });
assert.notEqual(fresh.accessToken.toString(), tokens.accessToken.toString());

await auth.updateUserAttributes({ userAttributes: { given_name: 'Ada' } });
await auth.deleteUserAttributes({ userAttributeKeys: ['given_name'] });
const next = email('amplify-next');
const change = await auth.updateUserAttribute({ userAttribute: { attributeKey: 'email', value: next } });
assert.equal(change.nextStep.updateAttributeStep, 'CONFIRM_ATTRIBUTE_WITH_CODE');
await auth.sendUserAttributeVerificationCode({ userAttributeKey: 'email' });
await auth.confirmUserAttribute({ userAttributeKey: 'email', confirmationCode: await code(next) });
assert.equal((await auth.fetchUserAttributes()).email, next);

await auth.updatePassword({ oldPassword: PASSWORD, newPassword: OTHER_PASSWORD });
await auth.signOut({ global: true });
await auth.resetPassword({ username: next });
await auth.confirmResetPassword({ username: next, newPassword: PASSWORD, confirmationCode: await code(next) });
await auth.signIn({ username: next, password: PASSWORD });
await auth.deleteUser();
await refused(auth.signIn({ username: next, password: PASSWORD }), 'UserNotFoundException');
