// wrk with a script that checks every answer.
import { fileURLToPath } from 'node:url';
import { busyShare, coreTicks, cpuSeconds, run, SERVER_CORE } from './processes.js';

const scripts = fileURLToPath(new URL('../load', import.meta.url));
const LOAD_CORE = '1';

/**
 * One measurement.
 *
 * @param what url, script (get or post), connections, seconds; expect {status, length, contains, field: the header field that must
 *   contain it in place of the body}; file of tokens or bodies; fields of the request; most answers; env
 * @param pid of the server, whose CPU time is read
 */
export async function load(what, pid) {
  const expect = what.expect;
  const command = [
    'wrk', '-t1', `-c${what.connections}`, `-d${what.seconds}s`, '--timeout', '20s', '-s', `${scripts}/${what.script}.lua`, what.url, '--',
    expect.status, expect.length ?? -1, encodeURIComponent(expect.contains), what.file ?? '', what.most ?? 0,
  ].map(String);
  const cores = [SERVER_CORE, LOAD_CORE].map(coreTicks);
  const before = pid ? cpuSeconds(pid) : NaN;
  const fields = Object.entries(what.fields ?? {}).map(([name, value]) => `${name}: ${value}`).join('\n');
  const env = {
    BENCH_LOAD: scripts, BENCH_CONNECTIONS: String(what.connections), BENCH_FIELDS: fields, ...(expect.field && { BENCH_FIELD: expect.field }), ...what.env,
  };
  const { output, errors } = await run(command, { env });
  const spent = pid ? cpuSeconds(pid) - before : NaN;
  const [serverBusy, loadBusy] = [SERVER_CORE, LOAD_CORE].map((core, i) => busyShare(cores[i], coreTicks(core)));
  const line = output.split('\n').find((text) => text.startsWith('{'));
  if (!line) throw new Error(`wrk said nothing of use:\n${output}${errors}`);
  const told = JSON.parse(line);
  const faults = told.wrong + told.connect + told.read + told.write + told.timeout + Math.max(0, told.lost);
  return {
    ...told,
    rate: told.answers / told.seconds,
    cpuPer10k: (spent / told.answers) * 10_000,
    serverBusy,
    loadBusy,
    // What other processes took of the servers' core: it must be next to nothing.
    othersShare: serverBusy - spent / told.seconds,
    void: voidBecause(told, faults, what),
  };
}

function voidBecause(told, faults, what) {
  if (faults > 0) return `${faults} wrong or missing answers: ${told.first_wrong || 'of the connection'}`;
  if (told.answers === 0) return 'no answer';
  if (what.most && told.answers < what.most) return `${told.answers} of ${what.most} answers in the time`;
  return null;
}
