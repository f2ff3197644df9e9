// What every script here needs: the pool under test, its outbox, and checks.
import assert from 'node:assert/strict';

export const endpoint = process.env.POOL_ENDPOINT;
export const poolId = process.env.POOL_ID;
export const region = poolId.split('_')[0];
export const clientId = process.env.POOL_CLIENT_ID;
export const PASSWORD = 'correct horse 99';
export const OTHER_PASSWORD = 'battery staple 77';
export const email = (name) => `${name}-${process.env.POOL_RUN}@example.com`;

/** The newest code that the pool mailed to an address. */
export async function code(address) {
  const answer = await fetch(`${endpoint}outbox?email=${encodeURIComponent(address)}`);
  const [newest] = await answer.json();
  return newest.code;
}

export async function refused(work, name) {
  await assert.rejects(work, (error) => {
    assert.equal(error.name, name);
    return true;
  });
}

export { assert };
