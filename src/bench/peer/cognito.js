// The calls to Cognito. The SDK keeps connections alive by itself; it is given as many of them as Gatehouse has.
import { createHmac } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { pool } from './settings.js';

const client = new CognitoIdentityProviderClient({
  region: pool.region,
  endpoint: pool.endpoint,
  maxAttempts: 1,
  requestHandler: {
    requestTimeout: 5000, // As Gatehouse; none for the connection, which the SDK counts while Node's one thread is busy.
    httpAgent: { keepAlive: true, maxSockets: 1024 },
  },
});

const secretHash = (username) =>
  createHmac('sha256', pool.clientSecret).update(username + pool.clientId).digest('base64');

export const signIn = (email, password) => client.send(new InitiateAuthCommand({
  ClientId: pool.clientId,
  AuthFlow: 'USER_PASSWORD_AUTH',
  AuthParameters: { USERNAME: email, PASSWORD: password, SECRET_HASH: secretHash(email) },
}));

export const exchange = (refreshToken) => client.send(new GetTokensFromRefreshTokenCommand({
  ClientId: pool.clientId,
  ClientSecret: pool.clientSecret,
  RefreshToken: refreshToken,
}));

export const getUser = (accessToken) => client.send(new GetUserCommand({ AccessToken: accessToken }));
