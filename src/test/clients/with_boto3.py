"""boto3: users and groups as a back end administers them."""
import json
import os
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
