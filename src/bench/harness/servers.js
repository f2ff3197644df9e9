// What is compared: how each is started, and with which settings.
import { existsSync } from 'node:fs';
import { JAR, NATIVE, referenceClassPath } from './application.js';
import { CLIENT, POOL_ID } from './pool.js';
import { isTaken, probe } from './probe.js';
import { launchServer, run } from './processes.js';

const REGION = 'eu-west-1';

/** All that can be measured here. Gatehouse and the peer are told of the pool by the same words. */
export function servers({ java, endpoint, directory, skipNative }) {
  const cache = `${directory}/gatehouse.aot`;
  const common = {
    AWS_REGION: REGION, COGNITO_USER_POOL_ID: POOL_ID, COGNITO_CLIENT_ID: CLIENT.id, COGNITO_CLIENT_SECRET: CLIENT.secret,
  };
  const gatehouse = (port, more = {}) => ({ ...common, ...gatehouseSettings(endpoint, port), ...more });
  const all = [
    { id: 'native', title: 'Gatehouse native', port: 28081, command: [NATIVE], env: gatehouse(28081) },
    { id: 'aot', title: 'Gatehouse JVM, AOT cache', port: 28082, command: [java, `-XX:AOTCache=${cache}`, '-jar', JAR], env: gatehouse(28082) },
    { id: 'jvm', title: 'Gatehouse JVM, plain', port: 28083, command: [java, '-jar', JAR], env: gatehouse(28083) },
    { id: 'peer', title: 'Express', port: 28084, command: ['node', 'src/bench/peer/server.js'],
      env: { ...common, COGNITO_ENDPOINT: endpoint, PORT: '28084', NODE_ENV: 'production' } },
    { id: 'bare', title: 'bare Vert.x', port: 28085,
      command: [java, '--sun-misc-unsafe-memory-access=allow', '-cp', referenceClassPath(), 'src/bench/reference/Bare.java'],
      env: { ...common, COGNITO_ENDPOINT: endpoint, PORT: '28085' } },
  ];
  const record = { java, cache, env: gatehouse(28086), directory };
  return { all: all.filter(({ id }) => id !== 'native' || (!skipNative && existsSync(NATIVE))), record };
}

function gatehouseSettings(endpoint, port) {
  const settings = {
    QUARKUS_HTTP_HOST: '127.0.0.1',
    QUARKUS_HTTP_PORT: String(port),
    JWT_SECRET: 'a-secret-of-thirty-two-bytes-and-more',
    QUARKUS_COGNITO_USER_POOLS_ENDPOINT_OVERRIDE: endpoint,
    GATEHOUSE_TOKEN_JWKS_URI: `${endpoint}/${POOL_ID}/.well-known/jwks.json`,
    // The peer has no limits.
    GATEHOUSE_LIMIT_ENABLED: 'false',
    // Probes are logged at debug level; the plain route of the benchmark is one, and is to be logged like any other.
    QUARKUS_LOG_CATEGORY__ACCESS__LEVEL: 'DEBUG',
  };
  for (const category of ['CREATION', 'ACCOUNT_RECOVERY', 'AUTHENTICATION', 'TOKEN', 'READ', 'UPDATE']) {
    settings[`GATEHOUSE_COGNITO_QUOTA_USER_${category}`] = '1000000';
  }
  return settings;
}

/** Starts a server and waits for its first 200; {@code took} is the time from exec to then, in milliseconds. */
export async function start(server, directory, more = {}) {
  if (await isTaken(server.port)) throw new Error(`port ${server.port} is taken: another would be measured in place of ${server.title}`);
  const process = launchServer(server.command, { ...server.env, ...more }, directory, server.id);
  const url = `http://127.0.0.1:${server.port}`;
  const answered = await firstAnswer(server.port, process, server.title);
  return { ...server, process, pid: process.pid, url, took: answered - process.begun() };
}

/** Makes the AOT cache as the JDK's documentation says: one run that does the usual, ended by a signal. */
export async function recordAotCache({ java, cache, env, directory }, exercise) {
  const server = { id: 'record', title: 'the recording of the AOT cache', port: 28086, env, command: [java, `-XX:AOTCacheOutput=${cache}`, '-jar', JAR] };
  const running = await start(server, directory);
  await exercise(running.url);
  await running.process.end('SIGTERM');
  if (!existsSync(cache)) throw new Error('no AOT cache was written');
}

const DEADLINE_MS = 60_000;
async function firstAnswer(port, process, title) {
  const end = performance.now() + DEADLINE_MS;
  while (performance.now() < end) {
    if (await probe(port)) return performance.timeOrigin + performance.now();
    if (!process.alive()) break;
  }
  throw new Error(`${title} did not start; BENCH_KEEP_LOG=1 keeps what it says in target/bench`);
}

export const versionsOf = async (java) => ({
  java: (await run([java, '-version'])).errors.split('\n')[1]?.trim(),
  node: process.version,
  wrk: (await run(['wrk', '-v'])).output.split('\n')[0].split(' ').slice(1, 3).join(' ').replace(/^debian\//, ''),
  openssl: (await run(['openssl', 'version'])).output.trim(),
});
