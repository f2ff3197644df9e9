// What the figures were measured on.
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { run } from './processes.js';

export async function machine(java, options) {
  const lock = JSON.parse(readFileSync('src/bench/peer/package-lock.json', 'utf8')).packages;
  const version = (name) => lock[`node_modules/${name}`].version;
  const first = async (command, from = 'output') => (await run(command))[from].trim().split('\n');
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    cores: cpus().length,
    cpu: cpus()[0].model,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: (await first(['uname', '-sr']))[0],
    command: ['src/bench/run', ...options].join(' '),
    versions: [
      (await first(['git', 'describe', '--always', '--dirty'])).map((commit) => `Gatehouse ${commit}`)[0],
      (await first([java, '-version'], 'errors'))[1],
      `Node ${process.versions.node}`,
      ...['express', 'helmet', 'pino-http', 'prom-client', 'aws-jwt-verify', '@aws-sdk/client-cognito-identity-provider']
        .map((name) => `${name} ${version(name)}`),
      (await first(['wrk', '-v']))[0].replace(/ \[.*/, ''),
      (await first(['openssl', 'version']))[0],
      (await first(['nginx', '-v'], 'errors'))[0].replace(/.*: /, ''),
    ],
  };
}
