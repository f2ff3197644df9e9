// The AWS SDK for JavaScript: users and groups as a back end administers them.
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import { assert, clientId, code, email, endpoint, OTHER_PASSWORD, PASSWORD, poolId, refused, region } from './pool.mjs';

const client = new cognito.CognitoIdentityProviderClient({
  endpoint,
  region,
  credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'none' },
  maxAttempts: 1,
});
const call = (name, input) => client.send(new cognito[`${name}Command`](input));
const user = { UserPoolId: poolId, Username: email('sdk') };
const group = { UserPoolId: poolId, GroupName: 'sdk' };
const signIn = (password) =>
  call('AdminInitiateAuth', {
    UserPoolId: poolId,
    ClientId: clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: user.Username, PASSWORD: password },
  });

await call('SignUp', { ClientId: clientId, Username: user.Username, Password: PASSWORD });
await call('ConfirmSignUp', {
  ClientId: clientId,
  Username: user.Username,
  ConfirmationCode: await code(user.Username),
});
const { AuthenticationResult: tokens } = await signIn(PASSWORD);

await call('UpdateUserAttributes', {
  AccessToken: tokens.AccessToken,
  UserAttributes: [{ Name: 'given_name', Value: 'Ada' }],
});
await call('AdminUpdateUserAttributes', { ...user, UserAttributes: [{ Name: 'nickname', Value: 'Countess' }] });
await call('AdminDeleteUserAttributes', { ...user, UserAttributeNames: ['nickname'] });
const seen = await call('AdminGetUser', user);
assert.equal(seen.UserStatus, 'CONFIRMED');
assert.ok(seen.UserCreateDate instanceof Date);
assert.ok(seen.UserAttributes.some((a) => a.Name === 'given_name' && a.Value === 'Ada'));
assert.ok(!seen.UserAttributes.some((a) => a.Name === 'nickname'));

await call('CreateGroup', { ...group, Precedence: 5 });
await call('UpdateGroup', { ...group, Description: 'of the SDK' });
assert.equal((await call('GetGroup', group)).Group.Precedence, 5);
await call('AdminAddUserToGroup', { ...user, GroupName: 'sdk' });
assert.equal((await call('AdminListGroupsForUser', user)).Groups[0].GroupName, 'sdk');
assert.equal((await call('ListUsersInGroup', group)).Users[0].Username, seen.Username);
assert.ok((await call('ListGroups', { UserPoolId: poolId })).Groups.length >= 2);
await call('AdminRemoveUserFromGroup', { ...user, GroupName: 'sdk' });
await call('DeleteGroup', group);
await refused(call('GetGroup', group), 'ResourceNotFoundException');

const names = [];
for await (const page of cognito.paginateListUsers({ client, pageSize: 1 }, { UserPoolId: poolId })) {
  assert.ok(page.Users.length <= 1);
  names.push(...page.Users.map((one) => one.Username));
}
assert.ok(names.includes(seen.Username));
assert.equal(new Set(names).size, names.length);
const filtered = await call('ListUsers', { UserPoolId: poolId, Filter: `email = "${user.Username}"` });
assert.deepEqual(filtered.Users.map((one) => one.Username), [seen.Username]);

await call('AdminDisableUser', user);
await refused(signIn(PASSWORD), 'NotAuthorizedException');
await call('AdminEnableUser', user);
await call('AdminResetUserPassword', user);
await refused(signIn(PASSWORD), 'PasswordResetRequiredException');
await call('AdminSetUserPassword', { ...user, Password: OTHER_PASSWORD, Permanent: true });
const again = (await signIn(OTHER_PASSWORD)).AuthenticationResult;
await call('AdminUserGlobalSignOut', user);
await refused(call('GetUser', { AccessToken: again.AccessToken }), 'NotAuthorizedException');

const invited = { UserPoolId: poolId, Username: email('sdk-invited') };
await call('AdminCreateUser', invited);
await call('AdminCreateUser', { ...invited, MessageAction: 'RESEND' });
assert.equal((await call('AdminGetUser', invited)).UserStatus, 'FORCE_CHANGE_PASSWORD');

const { UserPoolClient } = await call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: clientId });
assert.ok(UserPoolClient.ExplicitAuthFlows.includes('ALLOW_USER_SRP_AUTH'));
assert.equal((await call('DescribeUserPool', { UserPoolId: poolId })).UserPool.Id, poolId);

await call('AdminDeleteUser', user);
await refused(call('AdminGetUser', user), 'UserNotFoundException');
