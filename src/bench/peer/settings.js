// Where the pool is and who we are to it: by the same environment variables as Gatehouse's.
const env = process.env;
export const pool = {
  endpoint: env.COGNITO_ENDPOINT,
  region: env.AWS_REGION,
  userPoolId: env.COGNITO_USER_POOL_ID,
  clientId: env.COGNITO_CLIENT_ID,
  clientSecret: env.COGNITO_CLIENT_SECRET,
};
