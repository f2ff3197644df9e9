// amazon-cognito-identity-js with its default sign-in, which is SRP.
import identity from 'amazon-cognito-identity-js';
import { assert, clientId, code, email, endpoint, OTHER_PASSWORD, PASSWORD, poolId, refused } from './pool.mjs';

const pool = new identity.CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint });
const address = email('identity');
const user = new identity.CognitoUser({ Username: address, Pool: pool });
/** A call whose last argument is a callback of an error and a result. */
const done = (work) => new Promise((resolve, reject) => work((error, result) => (error ? reject(error) : resolve(result))));
const signIn = (who, name, password) =>
  new Promise((onSuccess, onFailure) =>
    who.authenticateUser(new identity.AuthenticationDetails({ Username: name, Password: password }), {
      onSuccess,
      onFailure,
      newPasswordRequired: (attributes) => onSuccess({ newPasswordRequired: attributes }),
    }),
  );
/** A call with an object of callbacks; one that asks for a code is a success too. */
const callbacks = (work) =>
  new Promise((resolve, reject) => work({ onSuccess: resolve, onFailure: reject, inputVerificationCode: resolve }));

await done((cb) => pool.signUp(address, PASSWORD, [], null, cb));
await refused(signIn(user, address, PASSWORD), 'UserNotConfirmedException');
const signUpCode = await code(address);
await done((cb) => user.confirmRegistration(signUpCode, false, cb));
await refused(signIn(user, address, 'another password'), 'NotAuthorizedException');
const session = await signIn(user, address, PASSWORD);
assert.equal(session.getIdToken().payload.email, address);

await done((cb) => user.updateAttributes([{ Name: 'given_name', Value: 'Ada' }], cb));
const attributes = await done((cb) => user.getUserAttributes(cb));
assert.ok(attributes.some((a) => a.getName() === 'given_name' && a.getValue() === 'Ada'));
await done((cb) => user.deleteAttributes(['given_name'], cb));

const next = email('identity-next');
await done((cb) => user.updateAttributes([{ Name: 'email', Value: next }], cb));
const addressCode = await code(next);
await callbacks((cb) => user.verifyAttribute('email', addressCode, cb));
await callbacks((cb) => user.getAttributeVerificationCode('email', cb));

const refreshed = await done((cb) => user.refreshSession(session.getRefreshToken(), cb));
assert.notEqual(refreshed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());
await done((cb) => user.changePassword(PASSWORD, OTHER_PASSWORD, cb));
await callbacks((cb) => user.globalSignOut(cb));

const moved = new identity.CognitoUser({ Username: next, Pool: pool });
await callbacks((cb) => moved.forgotPassword(cb));
const resetCode = await code(next);
await callbacks((cb) => moved.confirmPassword(resetCode, PASSWORD, cb));
await signIn(moved, next, PASSWORD);
await done((cb) => moved.deleteUser(cb));
await refused(signIn(moved, next, PASSWORD), 'UserNotFoundException');

const invited = new identity.CognitoUser({ Username: process.env.POOL_INVITED, Pool: pool });
const first = await signIn(invited, process.env.POOL_INVITED, process.env.POOL_TEMPORARY_PASSWORD);
assert.equal(first.newPasswordRequired.email, process.env.POOL_INVITED);
await callbacks((cb) => invited.completeNewPasswordChallenge(PASSWORD, {}, cb));
await signIn(invited, process.env.POOL_INVITED, PASSWORD);
