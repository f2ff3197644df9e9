// The report, as Markdown.
import { cases } from './cases.js';
import { HELD } from './hold.js';
import { figures, ratios, summary } from './statistics.js';
import { addedP99, guardTargets, ownRatios, shareOfYes } from './guardTargets.js';
import { judged } from './judging.js';
import { targets } from './targets.js';

const BUSY = 0.95;
/** More than this of the servers' core by others is a disturbance. */
const OTHERS = 0.1;
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const count = (value) => Math.round(value).toLocaleString('en-US');
const spread = (all, show) => (all ? `${show(all.median)} (${show(all.min)}–${show(all.max)})` : '');

/** The cases of the chart, which are those of the table in docs/performance.md. */
const CHARTED = ['plain', 'known', 'fresh', 'forged', 'login256'];

/** The rows of the chart: medians of the rounds, not a number for what was not measured. */
export const charted = (results) => titles(results.plan)
  .filter(({ id }) => CHARTED.includes(id) && results.cases[id])
  .map(({ id, title }) => ({ title, figures: ['native', 'aot', 'peer']
    .map((server) => summary(figures(results, id, server, (each) => each.rate))?.median ?? NaN) }));

export function report(results) {
  const { machine, plan } = results;
  const has = (id) => results.servers.some((server) => server.id === id);
  const sections = [
    '# Benchmark',
    `${machine.date}, \`${machine.command}\`, ${(results.seconds / 60).toFixed(0)} min. ${machine.cores} cores (${machine.cpu}), ${machine.memory}, ${machine.kernel}.`,
    `${machine.versions.join(', ')}.`,
    `Servers on one core, load and pool on the rest; medians of ${plan.rounds} alternating rounds of ${plan.seconds} s (lowest–highest); ratios are medians of the rounds' own.${plan.quick ? ' **A quick run: its figures mean little.**' : ''}`,
    '## Targets',
    targetTable(targets(results), has),
    '## Targets of decisions',
    targetTable(guardTargets(results), has),
    '## Start and memory',
    table(['', 'native', 'JVM, AOT cache', 'JVM, plain', 'Express'], startRows(results, has)),
    '## Answers per second',
    caseTable(results, has, 'rate'),
    '## Ratios within a server',
    table(['ratio', 'native', 'JVM', 'Express'], ownRatios(results, ['native', 'aot', 'peer'])),
    '## Through nginx',
    nginxTable(results, has),
    '## Sign-in, in milliseconds against a pool that takes 50',
    latencyTable(results, has),
    '## CPU seconds per 10,000 requests',
    cpuTable(results, has),
    '## Bytes allocated per answer, JVM',
    allocations(results),
    '## How cost grows',
    growthTable(results, has),
    '## Traces: CPU time per request, of the same without traces',
    tracesTable(results),
    '## Limits for scale',
    limits(results),
    '## Was it fair?',
    fairness(results),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

const targetTable = (rows, has) =>
  table(['target', 'JVM, warmed', 'native'], rows.map(({ title, aot, native }) => [title, judged(aot, true), judged(native, has('native'))]));

const missing = (has, id) => (has(id) ? '' : 'not built');

function startRows({ starts, memory, plan }, has) {
  const all = ['native', 'aot', 'jvm', 'peer'];
  const row = (title, of) => [title, ...all.map((id) => (has(id) ? of(id) : 'not built'))];
  return [
    row('exec to first 200, ms', (id) => spread(summary((starts?.[id] ?? []).map(({ took }) => took)), (v) => v.toFixed(0))),
    row('RSS at rest, MiB', (id) => spread(summary((starts?.[id] ?? []).map(({ rest }) => rest)), (v) => v.toFixed(0))),
    row(`RSS after ${count(plan.after)} requests, MiB`, (id) => memory?.[id]?.after.toFixed(0) ?? ''),
  ];
}

const titles = (plan) => cases({ claims: {} }, plan);

function cell(results, id, server, has, of, show) {
  const rounds = results.cases[id]?.[server];
  if (!rounds) return server === 'bare' ? '' : missing(has, server);
  const bad = rounds.find((each) => each.void);
  if (bad) return `void: ${bad.void}`;
  const loadBound = rounds.some((each) => each.loadBusy > BUSY && each.serverBusy < BUSY);
  const disturbed = rounds.some((each) => each.othersShare > OTHERS);
  return spread(summary(rounds.map(of)), show) + (loadBound ? ' †' : '') + (disturbed ? ' ‡' : '');
}

const ratioCell = (results, id, server, of) => {
  const all = ratios(figures(results, id, server, of), figures(results, id, 'peer', of));
  return all ? `${all.median.toFixed(2)} ×` : '';
};

function caseTable(results, has) {
  const of = (each) => each.rate;
  const rows = titles(results.plan).filter(({ id, unit, growth }) => results.cases[id] && unit === 'rate' && !growth).map(({ id, title }) => [
    title, ...['native', 'aot', 'peer', 'bare'].map((server) => cell(results, id, server, has, of, count)),
    ratioCell(results, id, 'native', of), ratioCell(results, id, 'aot', of),
  ]);
  return `${table(['case', 'native', 'JVM', 'Express', 'bare Vert.x', 'native : Express', 'JVM : Express'], rows)}\n\n† the load's core was full and the server's was not: the server could do more. ‡ other processes took more than a tenth of the servers' core in a round: measure again on a quiet machine.`;
}

function nginxTable({ nginx }, has) {
  if (!nginx) return 'not measured';
  const row = (title, of, show) => [title, ...['native', 'aot'].map((id) => {
    const bad = nginx[id]?.find((each) => each.void);
    return bad ? `void: ${bad.void}` : nginx[id] ? spread(summary(nginx[id].map(of)), show) : missing(has, id);
  })];
  const share = (value) => `${(value * 100).toFixed(0)} %`;
  const millis = (value) => value.toFixed(1);
  return table(['nginx asks about a page of 1 KB', 'Gatehouse native', 'Gatehouse JVM'], [
    row('pages per second, asking an nginx that returns 200', (each) => each.base, count),
    row('pages per second, asking Gatehouse', (each) => each.rate, count),
    row('ratio', shareOfYes, share),
    row('p99 at half that rate, asking the nginx, ms', (each) => each.baseP99, millis),
    row('p99 at half that rate, asking Gatehouse, ms', (each) => each.halfP99, millis),
    row('p99 added, ms', addedP99, millis),
    row('of the half rate, hey sent at least', (each) => Math.min(...each.reached) / each.half, share),
  ]);
}

const allocations = ({ allocated, plan }) => (allocated
  ? table(['case', 'bytes'], titles(plan).filter(({ id }) => id in allocated).map(({ id, title }) => [title, count(allocated[id])]))
  : 'not measured');

function latencyTable(results, has) {
  const show = (v) => v.toFixed(1);
  const rows = ['login1', 'login32', 'login256', 'refresh'].filter((id) => results.cases[id]).flatMap((id) => ['p50', 'p99'].map((percentile) => [
    `${titles(results.plan).find((each) => each.id === id).title}, ${percentile}`,
    ...['native', 'aot', 'peer', 'bare'].map((server) => cell(results, id, server, has, (each) => each[percentile], show)),
    cell(results, id, 'pool', () => true, (each) => each[percentile], show),
  ]));
  for (const [title, of] of [['failed', ({ failed }) => failed], ['last after', ({ last }) => last]]) {
    if (results.holds) {
      rows.push([`${count(HELD)} held for 1 s, ${title}`, ...['native', 'aot', 'peer'].map((id) =>
        (results.holds[id] ? spread(summary(results.holds[id].map(of)), count) : missing(has, id))), '', '']);
    }
  }
  return table(['case', 'native', 'JVM', 'Express', 'bare Vert.x + async client', 'the pool itself'], rows);
}

function cpuTable(results, has) {
  const rows = titles(results.plan).filter(({ id, growth }) => results.cases[id] && !growth).map(({ id, title }) => [
    title, ...['native', 'aot', 'peer', 'bare'].map((server) => cell(results, id, server, has, (each) => each.cpuPer10k, (v) => v.toFixed(2))),
  ]);
  return table(['case', 'native', 'JVM', 'Express', 'bare Vert.x'], rows);
}

function growthTable(results, has) {
  const growth = { ...results.cases, ...results.growth };
  const title = (id) => titles(results.plan).find((each) => each.id === id)?.title
    ?? id.replace(/(\D+)(\d+)/, (_, what, number) => `${count(Number(number))} ${what} held`);
  const ids = [...titles(results.plan).filter((each) => each.growth).map(({ id }) => id), ...Object.keys(results.growth ?? {})].filter((id) => growth[id]);
  const all = { cases: growth };
  const rows = ids.map((id) => [title(id), ...['native', 'aot', 'peer'].map((server) =>
    (growth[id][server] ? cell(all, id, server, has, (each) => each.rate, count) : server === 'peer' ? '' : missing(has, server)))]);
  return rows.length === 0 ? 'not measured' : table(['answers per second', 'native', 'JVM', 'Express'], rows);
}

function tracesTable(results) {
  const rows = Object.entries(results.traces ?? {}).flatMap(([server, cases]) => Object.entries(cases).map(([id, by]) => {
    const cpu = (sampling) => (by[sampling].some((each) => each.void) ? [] : by[sampling].map((each) => each.cpuPer10k));
    const part = (sampling) => spread(ratios(cpu(sampling), cpu('off')), (value) => `${(value * 100).toFixed(1)} %`);
    return [results.servers.find((each) => each.id === server).title, titles(results.plan).find((each) => each.id === id).title,
      spread(summary(cpu('off')), (value) => `${value.toFixed(2)} s`), part('tenth'), part('all')];
  }));
  return rows.length === 0 ? 'not measured' : table(['server', 'requests', 'off, per 10,000', 'a tenth recorded', 'all recorded'], rows);
}

function limits(results) {
  const rate = (id, server) => spread(summary((results.cases[id]?.[server] ?? []).map((each) => each.rate)), count);
  return [
    results.openssl && `- OpenSSL: ${spread(summary(results.openssl), count)} RS256 verifications per second on the servers' core.`,
    results.jdk && `- The JDK: ${count(results.jdk.signature)} of them; its arithmetic alone ${count(results.jdk.modPow)}; with Montgomery form kept per key, by private methods, ${count(results.jdk.kept)}.`,
    results.cases.plain && `- A bare Vert.x handler: ${rate('plain', 'bare')} answers per second.`,
    results.cases.login256 && `- The SDK's async client behind a bare Vert.x handler: ${rate('login256', 'bare')} sign-ins per second at 256 at once; the pool itself: ${rate('login256', 'pool')}.`,
  ].filter(Boolean).join('\n');
}

function fairness(results) {
  const lines = Object.entries(results.lines ?? {}).map(([id, { written, expected }]) => `${id} ${count(written)} of at least ${count(expected)}`);
  const rounds = Object.values({ ...results.cases, ...results.growth }).flatMap((servers) => Object.values(servers).flat());
  const disturbed = rounds.filter(({ othersShare }) => othersShare > OTHERS).length;
  return [
    '- All servers gave the same answers with the same headers before the first round; each answer of each round was checked.',
    `- Rounds in which other processes took more than a tenth of the servers' core: ${disturbed} of ${rounds.length}.`,
    `- Lines of log that the reader counted: ${lines.join('; ')}.`,
  ].join('\n');
}
