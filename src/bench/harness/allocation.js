// Bytes that a JVM allocates per request, as its threads count them.
import { dirname } from 'node:path';
import { load } from './load.js';
import { run } from './processes.js';

const UNITS = { B: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** Bytes per answer of so many answers; the count of a thread is exact to a MiB. */
export async function allocatedPerAnswer(java, server, what) {
  const before = await allocated(java, server.pid);
  const measured = await load(what, server.pid);
  if (measured.void) throw new Error(`${server.title}: ${measured.void}`);
  return { bytes: (await allocated(java, server.pid) - before) / measured.answers, answers: measured.answers };
}

/** By all threads since their start. */
async function allocated(java, pid) {
  const { output, errors } = await run([`${dirname(java)}/jcmd`, String(pid), 'Thread.print', '-e']);
  const counts = [...output.matchAll(/^".* allocated=([\d.]+)([BKMG]) /gm)];
  if (counts.length === 0) throw new Error(`jcmd said nothing of allocations:\n${output.slice(0, 500)}${errors}`);
  return counts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
}
