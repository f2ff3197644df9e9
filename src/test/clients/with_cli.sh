#!/bin/sh
# The AWS CLI: users and groups as an administrator handles them.
set -eu
export AWS_ACCESS_KEY_ID=AKIDTEST AWS_SECRET_ACCESS_KEY=none AWS_DEFAULT_REGION="${POOL_ID%%_*}" AWS_PAGER=
email="cli-$POOL_RUN@example.com"
cognito() {
  operation=$1
  shift
  aws cognito-idp "$operation" --endpoint-url "$POOL_ENDPOINT" --output text "$@"
}

cognito admin-create-user --user-pool-id "$POOL_ID" --username "$email" --message-action SUPPRESS >/dev/null
cognito admin-set-user-password --user-pool-id "$POOL_ID" --username "$email" --password 'correct horse 99' --permanent
cognito create-group --user-pool-id "$POOL_ID" --group-name cli >/dev/null
cognito admin-add-user-to-group --user-pool-id "$POOL_ID" --username "$email" --group-name cli
test "$(cognito admin-list-groups-for-user --user-pool-id "$POOL_ID" --username "$email" --query 'Groups[].GroupName')" = cli
test "$(cognito list-users --user-pool-id "$POOL_ID" --filter "email = \"$email\"" --query 'length(Users)')" = 1
test "$(cognito admin-get-user --user-pool-id "$POOL_ID" --username "$email" --query UserStatus)" = CONFIRMED

# A step of a sign-in by choice needs the session of the one before.
respond() {
  cognito respond-to-auth-challenge --client-id "$POOL_CLIENT_ID" "$@" 2>&1
}
password="USERNAME=$email,PASSWORD=correct horse 99"
respond --challenge-name PASSWORD --challenge-responses "$password" | grep -q NotAuthorizedException
session=$(cognito initiate-auth --client-id "$POOL_CLIENT_ID" --auth-flow USER_AUTH \
  --auth-parameters "USERNAME=$email" --query Session)
respond --challenge-name SELECT_CHALLENGE --session="$session" --challenge-responses "USERNAME=$email,ANSWER=SMS_OTP" |
  grep -q InvalidParameterException
respond --challenge-name SELECT_CHALLENGE --session="$session" \
  --challenge-responses "USERNAME=demo@example.com,ANSWER=PASSWORD,PASSWORD=demo-Passw0rd!" | grep -q NotAuthorizedException
respond --challenge-name SELECT_CHALLENGE --session="$session" --challenge-responses "$password,ANSWER=PASSWORD" \
  --query AuthenticationResult.TokenType | grep -qx Bearer

cognito delete-group --user-pool-id "$POOL_ID" --group-name cli
cognito admin-delete-user --user-pool-id "$POOL_ID" --username "$email"
if cognito admin-get-user --user-pool-id "$POOL_ID" --username "$email" 2>/dev/null; then
  echo 'A deleted user was found.' >&2
  exit 1
fi
