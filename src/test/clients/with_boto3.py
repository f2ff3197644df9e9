"""boto3: users, groups and second factors as a back end administers them."""
import base64
import hmac
import json
import os
import time
import urllib.parse
import urllib.request

import boto3

endpoint, pool, client = (os.environ["POOL_" + name] for name in ("ENDPOINT", "ID", "CLIENT_ID"))
cognito = boto3.client(
    "cognito-idp",
    endpoint_url=endpoint,
    region_name=pool.split("_")[0],
    aws_access_key_id="AKIDTEST",
    aws_secret_access_key="none",
)
email = "boto3-" + os.environ["POOL_RUN"] + "@example.com"
user = {"UserPoolId": pool, "Username": email}
group = {"UserPoolId": pool, "GroupName": "boto3"}


def code():
    url = endpoint + "outbox?email=" + urllib.parse.quote(email)
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)[0]["code"]


cognito.sign_up(ClientId=client, Username=email, Password="correct horse 99")
cognito.confirm_sign_up(ClientId=client, Username=email, ConfirmationCode=code())
tokens = cognito.initiate_auth(
    ClientId=client,
    AuthFlow="USER_PASSWORD_AUTH",
    AuthParameters={"USERNAME": email, "PASSWORD": "correct horse 99"},
)["AuthenticationResult"]
cognito.update_user_attributes(
    AccessToken=tokens["AccessToken"], UserAttributes=[{"Name": "given_name", "Value": "Ada"}]
)
name = cognito.admin_get_user(**user)["Username"]



def totp(secret, steps=0):
    """RFC 6238 without the pool's code."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, (int(time.time()) // 30 + steps).to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 15
    return "%06d" % ((int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF) % 1_000_000)


def challenge():
    return cognito.initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": "correct horse 99"},
    )


token = tokens["AccessToken"]
secret = cognito.associate_software_token(AccessToken=token)["SecretCode"]
assert cognito.verify_software_token(AccessToken=token, UserCode=totp(secret))["Status"] == "SUCCESS"
cognito.set_user_mfa_preference(
    AccessToken=token, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
)
assert cognito.get_user_auth_factors(AccessToken=token)["PreferredMfaSetting"] == "SOFTWARE_TOKEN_MFA"
asked = challenge()
assert asked["ChallengeName"] == "SOFTWARE_TOKEN_MFA"
cognito.respond_to_auth_challenge(
    ClientId=client,
    ChallengeName="SOFTWARE_TOKEN_MFA",
    Session=asked["Session"],
    ChallengeResponses={"USERNAME": email, "SOFTWARE_TOKEN_MFA_CODE": totp(secret, 1)},
)["AuthenticationResult"]
cognito.admin_set_user_mfa_preference(**user, SoftwareTokenMfaSettings={"Enabled": False})
assert "AuthenticationResult" in challenge()

cognito.create_group(**group, Precedence=1)
cognito.admin_add_user_to_group(**user, GroupName="boto3")
assert [one["Username"] for one in cognito.list_users_in_group(**group)["Users"]] == [name]
cognito.admin_remove_user_from_group(**user, GroupName="boto3")
cognito.delete_group(**group)

pages = cognito.get_paginator("list_users").paginate(UserPoolId=pool, PaginationConfig={"PageSize": 1})
names = [one["Username"] for page in pages for one in page["Users"]]
assert name in names and len(set(names)) == len(names)
found = cognito.list_users(UserPoolId=pool, Filter='given_name ^= "Ad"')["Users"]
assert [one["Username"] for one in found] == [name]

cognito.admin_disable_user(**user)
cognito.admin_enable_user(**user)
cognito.admin_reset_user_password(**user)
cognito.confirm_forgot_password(
    ClientId=client, Username=email, ConfirmationCode=code(), Password="battery staple 77"
)
cognito.admin_user_global_sign_out(**user)
cognito.admin_delete_user(**user)
try:
    cognito.admin_get_user(**user)
    raise SystemExit("A deleted user was found.")
except cognito.exceptions.UserNotFoundException:
    pass
