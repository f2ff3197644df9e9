// Processes on chosen cores, and what the kernel knows of them.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { once } from 'node:events';

export const SERVER_CORE = '0';
export const LOAD_CORES = `1-${cpus().length - 1}`;
const TICKS_PER_SECOND = 100;
const running = new Set();

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a command, which is ended with the benchmark at the latest. */
export function launch(command, { env = {}, cores = LOAD_CORES, stdio = 'ignore' } = {}) {
  const child = spawn('taskset', ['-c', cores, ...command], { env: { ...cleanEnvironment(), ...env }, stdio });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/**
 * Starts a server on its core. Its output goes through a pipe to a reader on the load's cores, as a container's does to the
 * engine; the reader counts the lines. The moment before exec is written down by the process itself.
 */
export function launchServer(command, env, directory, name) {
  const begunFile = `${directory}/${name}.begun`;
  const linesFile = `${directory}/${name}.lines`;
  const logFile = `${directory}/${name}.log`;
  for (const file of [begunFile, linesFile]) rmSync(file, { force: true });
  const reader = `taskset -c ${LOAD_CORES} tee >(head -c 65536 >'${logFile}'; cat >/dev/null) | wc -l >'${linesFile}'`;
  const plain = `taskset -c ${LOAD_CORES} wc -l >'${linesFile}'`;
  const script = `exec > >(${process.env.BENCH_KEEP_LOG ? reader : plain}) 2>&1
    echo $EPOCHREALTIME >'${begunFile}'
    exec taskset -c ${SERVER_CORE} "$@"`;
  const child = spawn('bash', ['-c', script, 'bash', ...command], { env: { ...cleanEnvironment(), ...env }, stdio: 'ignore' });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return {
    pid: child.pid,
    alive: () => child.exitCode === null && child.signalCode === null,
    begun: () => Number(readFileSync(begunFile, 'utf8')) * 1000,
    lines: () => Number(readFileSync(linesFile, 'utf8') || NaN),
    end: async (signal = 'SIGKILL') => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
        await sleep(100); // for the reader to write its count
      }
    },
  };
}

/** Settings of the user who runs the benchmark must not change what is measured. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(COGNITO|GATEHOUSE|QUARKUS|AWS|JAVA_TOOL|NODE)_/.test(name)));
}

/** Runs a command to its end, and gives what it printed. */
export async function run(command, { cores, env } = {}) {
  const child = launch(command, { cores, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (errors += data));
  const [code] = await once(child, 'close');
  return { code, output, errors };
}

/** Moves a process that runs already, with all its threads. */
export const moveTo = (cores, pid) => run(['taskset', '-acp', cores, String(pid)]);

export function endAll() {
  for (const child of running) child.kill('SIGKILL');
}

/** CPU seconds that the process has spent, all threads, user and system. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident memory in MiB. */
export const residentMib = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** What a core has done since boot, in ticks. */
export function coreTicks(core) {
  const fields = new RegExp(`^cpu${core} (.*)$`, 'm').exec(readFileSync('/proc/stat', 'utf8'))[1].split(' ').map(Number);
  const idle = fields[3] + fields[4];
  return { idle, all: fields.slice(0, 8).reduce((sum, ticks) => sum + ticks, 0) };
}
export const busyShare = (before, after) => 1 - (after.idle - before.idle) / Math.max(1, after.all - before.all);
