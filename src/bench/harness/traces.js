// What recording traces costs: CPU time per request, of a tenth of the requests and of all, against the same server without traces.
import { createServer } from 'node:http';
import { load } from './load.js';
import { start } from './servers.js';

const COLLECTOR_PORT = 24318;
const FIRST_PORT = 28101;
const CONNECTIONS = 32;
export const TRACED = ['known', 'decision', 'login32'];
const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${COLLECTOR_PORT}` };
const SAMPLINGS = [
  { id: 'off', env: {} },
  { id: 'tenth', env: { ...ENDPOINT, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' } },
  { id: 'all', env: ENDPOINT },
];

/**
 * Measures each given Gatehouse at each sampling, in alternating rounds.
 *
 * @param whats makes what is asked of a server, by the ids of TRACED
 */
export async function measureTraces(servers, whats, { plan, directory, note }) {
  let received = 0;
  const collector = createServer((request, response) => {
    request.on('data', (bytes) => { received += bytes.length; });
    request.on('end', () => response.end());
  }).listen(COLLECTOR_PORT, '127.0.0.1');
  const results = {};
  for (const [i, server] of servers.entries()) {
    results[server.id] = {};
    const running = [];
    for (const [j, { id, env }] of SAMPLINGS.entries()) {
      const port = FIRST_PORT + i * SAMPLINGS.length + j;
      const title = `${server.title}, traces: ${id}`;
      running.push({ sampling: id, ...(await start({ ...server, port, title }, directory, { ...env, QUARKUS_HTTP_PORT: String(port) })) });
    }
    for (const [id, what] of Object.entries(whats)) {
      const of = (each, seconds) => ({ ...what({ ...server, url: each.url }), connections: CONNECTIONS, seconds });
      for (const each of running) await load(of(each, plan.warmUp), each.pid);
      for (let round = 0; round < plan.rounds; round++) {
        for (const each of running) {
          const measured = await load(of(each, plan.seconds), each.pid);
          ((results[server.id][id] ??= {})[each.sampling] ??= []).push(measured);
          note(`round ${round + 1}, ${id}, ${each.title}: ${measured.void ?? `${measured.cpuPer10k.toFixed(2)} s per 10,000`}`);
        }
      }
    }
    for (const each of running) await each.process.end();
  }
  collector.close();
  if (received === 0) throw new Error('the collector got no trace');
  return results;
}
