// From exec to the first 200, and the memory that a server then holds at rest.
import { residentMib, sleep } from './processes.js';
import { start } from './servers.js';

const REST_MS = 1500;

export async function measureStarts(servers, rounds, directory, note) {
  const starts = {};
  for (let round = 0; round < rounds; round++) {
    for (const server of servers) {
      const running = await start(server, directory);
      await sleep(REST_MS);
      (starts[server.id] ??= []).push({ took: running.took, rest: residentMib(running.pid) });
      await running.process.end();
      note(`start of ${server.title}: ${running.took.toFixed(0)} ms`);
    }
  }
  return starts;
}
