// How Gatehouse's protected route bears what it must remember: revocations of other sign-ins, and keys of the pool.
import { once } from 'node:events';
import { launch, sleep } from './processes.js';
import { load } from './load.js';
import { start } from './servers.js';

const REDIS_PORT = 26379;
const STREAM = 'gatehouse:revocations';
const REVOCATIONS = [0, 10_000, 1_000_000];
const KEYS = 20;
const DEADLINE_MS = 120_000;

/** Measures each given Gatehouse at each number of revocations and keys, in alternating rounds. */
export async function measureGrowth(servers, { plan, pool, material, directory, meLength, note }) {
  const redis = launch(['redis-server', '--port', String(REDIS_PORT), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']);
  await sleep(500);
  const running = [];
  for (const server of servers) {
    running.push(await start(server, directory, { GATEHOUSE_REVOCATION_STORE: 'redis', REDIS_URL: `redis://127.0.0.1:${REDIS_PORT}` }));
  }
  const results = {};
  const what = (server, seconds) => ({
    url: `${server.url}/auth/me`, script: 'get', connections: 32, seconds, file: material.one,
    expect: { status: 200, length: meLength, contains: `"user_id":"${material.claims.sub}"` },
  });
  const measure = async (id) => {
    for (let round = 0; round < plan.growthRounds; round++) {
      for (const server of running) {
        const measured = await load(what(server, plan.seconds), server.pid);
        ((results[id] ??= {})[server.id] ??= []).push(measured);
        note(`${id}, ${server.title}: ${measured.void ?? `${measured.rate.toFixed(0)}/s`}`);
      }
    }
  };
  for (const server of running) await load(what(server, plan.warmUp), server.pid);
  let there = 0;
  for (const revocations of plan.revocations ?? REVOCATIONS) {
    await revoke(there, revocations);
    there = revocations;
    await Promise.all(running.map((server) => awaitMetric(server, 'gatehouse_revocations', revocations)));
    await measure(`revocations${revocations}`);
  }
  for (let keys = 2; keys < KEYS; keys += 2) await pool.rotateKeys();
  // A token of a key that is not known yet makes a replica fetch the keys.
  const news = await pool.mint(material.claims);
  for (const server of running) {
    await fetch(`${server.url}/auth/me`, { headers: { Authorization: `Bearer ${news}` } });
    await awaitMetric(server, 'gatehouse_signing_keys', KEYS);
  }
  await measure(`keys${KEYS}`);
  for (const server of running) await server.process.end();
  redis.kill('SIGKILL');
  return results;
}

/** Entries as a replica writes them (dev.gatehouse.revocation.Revocation): sign-ins of others, kept for a day. */
async function revoke(from, to) {
  const client = launch(['redis-cli', '-p', String(REDIS_PORT), '--pipe'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const until = String(Math.floor(Date.now() / 1000) + 86_400);
  for (let i = from; i < to; ) {
    let text = '';
    for (const end = Math.min(to, i + 1000); i < end; i++) {
      const id = `00000000-0000-4000-9000-${i.toString(16).padStart(12, '0')}`;
      text += command('XADD', STREAM, '*', 'k', 's', 'id', id, 'c', '0', 'u', until);
    }
    if (!client.stdin.write(text)) await once(client.stdin, 'drain');
  }
  client.stdin.end();
  await once(client, 'exit');
}

/** As Redis' protocol has it. */
const command = (...words) => `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;

async function awaitMetric(server, name, value) {
  const end = Date.now() + DEADLINE_MS;
  while (Date.now() < end) {
    const text = await (await fetch(`${server.url}/metrics`, { headers: { Accept: 'text/plain' } })).text();
    if (Number(new RegExp(`^${name}(?:\\{.*\\})? ([\\d.eE+]+)$`, 'm').exec(text)?.[1]) === value) return;
    await sleep(200);
  }
  throw new Error(`${server.title} does not come to ${name} ${value}`);
}
