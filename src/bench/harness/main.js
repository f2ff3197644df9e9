// The benchmark from beginning to end.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { allocatedPerAnswer } from './allocation.js';
import { cases, FORWARDED, poolCase, POOL_DELAY_MS } from './cases.js';
import { chart } from './chart.mjs';
import { measureGrowth } from './growth.js';
import { hold, HELD, HOLD_MS } from './hold.js';
import { jdkVerifications, opensslVerifications } from './limits.js';
import { load } from './load.js';
import { machine } from './machine.js';
import { measureNginx } from './nginx.js';
import { planOf } from './plan.js';
import { fill, startPool } from './pool.js';
import { endAll, residentMib, sleep } from './processes.js';
import { charted, report } from './report.js';
import { ask, requireSameAnswers } from './sameness.js';
import { recordAotCache, servers as serversOf, start } from './servers.js';
import { measureStarts } from './starts.js';
import { measureTraces, TRACED } from './traces.js';

const DIRECTORY = 'target/bench';
const OTHERS = ['start', 'memory', 'hold', 'growth', 'openssl', 'verify', 'nginx', 'allocation', 'traces'];
const ALLOCATING = ['plain', 'known', 'decision'];
/** The cases that others need warm. */
const BUILT_OF = { allocation: ALLOCATING, nginx: ['decision'], growth: ['known'], hold: ['login256'] };
/** Fewer answers than so many times those before: nothing is gained by going on. */
const STEADY = 1.03;
const begun = Date.now();
const note = (text) => console.error(`${((Date.now() - begun) / 1000).toFixed(0).padStart(5)} s  ${text}`);

const plan = planOf(process.argv.slice(2));
if (plan.help || plan.list) {
  const ids = cases({ claims: {} }, plan).map(({ id, title }) => `${id.padEnd(16)} ${title}`);
  console.log([...ids, ...OTHERS].join('\n'));
  process.exit(0);
}
process.on('exit', endAll);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

rmSync(DIRECTORY, { recursive: true, force: true });
mkdirSync(DIRECTORY, { recursive: true });
const java = `${process.env.JAVA_HOME}/bin/java`;
const results = { machine: await machine(java, process.argv.slice(2)), plan, cases: {}, notes: [] };

if (plan.wants('verify')) results.jdk = await jdkVerifications(java, plan.verify);

note('the pool, and its tokens');
const pool = await startPool(java);
const material = await fill(pool, DIRECTORY, { ...plan, freshFiles: plan.wants('fresh') ? plan.rounds : 0,
  freshDecisionFiles: plan.wants('decisionFresh') ? plan.rounds : 0 });
const { all, record } = serversOf({ java, endpoint: pool.endpoint, directory: DIRECTORY, skipNative: plan.skipNative });
results.servers = all.map(({ id, title }) => ({ id, title }));
note('the AOT cache');
await recordAotCache(record, exercise);

if (plan.wants('start')) {
  results.starts = await measureStarts(all.filter(({ id }) => id !== 'bare'), plan.starts, DIRECTORY, note);
}

const running = [];
for (const server of all.filter(({ id }) => id !== 'jvm')) running.push({ ...(await start(server, DIRECTORY)), expectedLines: 0 });
await check();
await warmUp();
await rounds();
if (plan.wants('allocation')) await allocations();
if (plan.wants('nginx')) {
  results.nginx = await measureNginx(running.filter(({ id }) => id === 'native' || id === 'aot'), { plan, material, directory: DIRECTORY, note });
}
if (plan.wants('hold')) await holds();
await logLines();
if (plan.wants('growth')) {
  const gatehouses = all.filter(({ id }) => id === 'native' || id === 'aot');
  const meLength = running.find(({ id }) => id === 'aot').meLength;
  results.growth = await measureGrowth(gatehouses, { plan, pool, material, directory: DIRECTORY, meLength, note });
}
if (plan.wants('traces')) {
  const gatehouses = running.filter(({ id }) => id === 'native' || id === 'aot');
  const known = cases(material, plan).filter(({ id }) => TRACED.includes(id));
  await pool.delay(0);
  results.traces = await measureTraces(gatehouses, Object.fromEntries(known.map(({ id, what }) => [id, what])), { plan, directory: DIRECTORY, note });
}
results.seconds = (Date.now() - begun) / 1000;
writeFileSync(`${DIRECTORY}/raw.json`, JSON.stringify(results, null, 1));
const text = report(results);
writeFileSync(`${DIRECTORY}/report.md`, text);
writeFileSync(`${DIRECTORY}/speed.svg`, chart(charted(results)));
console.log(text);
process.exit(0);

/** What the recording of the AOT cache does: each route of the benchmark a few times. */
async function exercise(url) {
  const json = { 'Content-Type': 'application/json' };
  for (let i = 0; i < 20; i++) {
    await ask(`${url}/auth/login`, { method: 'POST', headers: json, body: material.login });
    await ask(`${url}/auth/me`, { headers: { Authorization: `Bearer ${material.token}` } });
    await ask(`${url}/auth/me`, {});
    await ask(`${url}/guard/forward-auth`, { headers: { ...FORWARDED, Authorization: `Bearer ${material.token}` } });
    await ask(`${url}/guard/forward-auth`, { headers: FORWARDED });
    await ask(`${url}/health/ready`, {});
    await ask(`${url}/metrics`, {});
  }
}

async function check() {
  note('the same answers from all?');
  const compared = running.filter(({ id }) => id !== 'bare');
  await requireSameAnswers(compared, material);
  for (const server of running) {
    const length = async (path) => (await ask(server.url + path, { headers: { Authorization: `Bearer ${material.token}` } })).text.length;
    server.liveLength = await length('/health/live');
    server.meLength = await length('/auth/me');
  }
}

/**
 * Warm-up is no measurement, but for the memory: at rest before, and after so many requests of the protected route. Then each
 * case that is wanted, until its rate is steady.
 */
async function warmUp() {
  const all = cases(material, plan);
  results.memory = {};
  await pool.delay(0);
  for (const server of running) {
    note(`warm-up of ${server.title}`);
    if (plan.wants('memory') && server.id !== 'bare') {
      const rest = residentMib(server.pid);
      const known = all.find(({ id }) => id === 'known').what(server);
      await counted(server, { ...known, most: plan.after, seconds: 300 });
      await sleep(1000);
      results.memory[server.id] = { rest, after: residentMib(server.pid), requests: plan.after };
    }
    for (const each of all.filter((each) => !each.growth && each.warmUp !== null && isFor(server, each))) {
      await untilSteady(server, (each.warmUp ?? each.what)(server));
      if (each.warmUpOnce) await counted(server, each.warmUpOnce(server));
    }
  }
}

/** Some seconds again and again, until they bring no more answers than those before: a JIT compiler on a shared core takes its time. */
async function untilSteady(server, what) {
  let before = 0;
  for (let turn = 0; turn < plan.warmUps; turn++) {
    const { rate } = await counted(server, { ...what, connections: 32, seconds: Math.ceil(plan.warmUp / 3) });
    if (rate < before * STEADY) return;
    before = rate;
  }
}

/** Whether the case is measured on the server, or something that is built of it. */
function isFor(server, { id, servers }) {
  const needed = plan.wants(id) || Object.entries(BUILT_OF).some(([other, ids]) => plan.wants(other) && ids.includes(id));
  return needed && servers.includes(server.id);
}

async function rounds() {
  const wanted = cases(material, plan).filter(({ id }) => plan.wants(id));
  for (let round = 0; round < plan.rounds; round++) {
    if (plan.wants('openssl')) (results.openssl ??= []).push(await opensslVerifications(plan.openssl));
    for (const each of wanted.filter(({ growth }) => !growth || round < plan.growthRounds)) {
      await pool.delay(each.delay ?? 0);
      for (const server of running.filter(({ id }) => each.servers.includes(id))) {
        if (each.before) await counted(server, each.before(server));
        keep(each.id, server, await counted(server, each.what(server, round)), round);
      }
      if (each.pool) {
        const { connections } = each.what(running[0]);
        keep(each.id, { id: 'pool', title: 'the pool itself' }, await load(poolCase(pool, material, connections, 2)), round);
      }
    }
  }
}

function keep(id, server, measured, round) {
  ((results.cases[id] ??= {})[server.id] ??= []).push(measured);
  const told = measured.void ? `void: ${measured.void}` : `${measured.rate.toFixed(0)}/s${measured.p99 ? `, p99 ${measured.p99.toFixed(2)} ms` : ''}`;
  note(`round ${round + 1}, ${id}, ${server.title}: ${told}`);
}

/** Some write a line of audit beside that of the request. */
async function counted(server, what) {
  const measured = await load(what, server.pid);
  server.expectedLines += measured.answers * (what.lines ?? 1);
  return measured;
}

/** Of the JVM: a native executable does not count them by thread. */
async function allocations() {
  const server = running.find(({ id }) => id === 'aot');
  results.allocated = {};
  for (const { id, what } of cases(material, plan).filter(({ id: each }) => ALLOCATING.includes(each))) {
    const { bytes, answers } = await allocatedPerAnswer(java, server, { ...what(server), most: plan.allocations, seconds: 60 });
    server.expectedLines += answers;
    results.allocated[id] = bytes;
    note(`${id}, ${server.title}: ${bytes.toFixed(0)} bytes allocated per answer`);
  }
}

async function holds() {
  await pool.delay(HOLD_MS);
  results.holds = {};
  for (let round = 0; round < plan.holds; round++) {
    for (const server of running.filter(({ id }) => id !== 'bare')) {
      const held = await hold(server, material.login);
      server.expectedLines += (HELD - held.failed) * 2;
      (results.holds[server.id] ??= []).push(held);
      note(`${HELD} held, ${server.title}: ${held.failed} failed, the last after ${held.last?.toFixed(0)} ms ${held.firstFailure ?? ''}`);
      await sleep(500);
    }
  }
  await pool.delay(POOL_DELAY_MS);
}

/** A service that logs less has less to do: the reader of the lines counts them. */
async function logLines() {
  results.lines = {};
  for (const server of running) {
    await server.process.end(server.id === 'bare' ? 'SIGKILL' : 'SIGTERM');
    if (server.id !== 'bare') results.lines[server.id] = { written: server.process.lines(), expected: server.expectedLines };
  }
}
