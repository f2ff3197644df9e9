// What nginx's auth_request costs: a page of 1 KB that nginx has asked Gatehouse about, against the same nginx asking an nginx that
// only returns 200. nginx is on the servers' core, what it asks on the load's. Its configuration is that of infrastructure/proxies.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { load } from './load.js';
import { launch, LOAD_CORES, moveTo, run, SERVER_CORE, sleep } from './processes.js';

const EXAMPLE = 'infrastructure/proxies/nginx/nginx.conf';
/** Debian's own folders are root's. */
const OWN = `access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path temporary;`).join(' ')}`;
const PAGE_BYTES = 1024;
const CONNECTIONS = 32;
const YES = { id: 'yes', port: 28090, front: 28091 };
const FIRST_FRONT = 28092;

/** Rounds of each Gatehouse, which run already and are moved to the load's core meanwhile. */
export async function measureNginx(servers, { plan, material, directory, note }) {
  const home = `${directory}/nginx`;
  mkdirSync(`${home}/www`, { recursive: true });
  writeFileSync(`${home}/www/page.html`, 'x'.repeat(PAGE_BYTES));
  const nginx = async (name, text, cores) => {
    writeFileSync(`${home}/${name}.conf`, text);
    const child = launch(['nginx', '-p', home, '-e', `${name}.error`, '-c', `${process.cwd()}/${home}/${name}.conf`], { cores });
    await sleep(500);
    if (child.exitCode !== null) throw new Error(`nginx did not start: ${readFileSync(`${home}/${name}.error`)}`);
    return child;
  };
  const fronts = [YES, ...servers.map(({ id, port }, i) => ({ id, port, front: FIRST_FRONT + i }))];
  const children = [await nginx('always', alwaysYes(), LOAD_CORES)];
  const pids = {};
  for (const each of fronts) {
    const child = await nginx(each.id, frontOf(each), SERVER_CORE);
    children.push(child);
    pids[each.id] = child.pid;
  }
  const page = ({ front }, seconds) => ({
    url: `http://127.0.0.1:${front}/page.html`, script: 'get', connections: CONNECTIONS, seconds, file: material.one,
    expect: { status: 200, length: PAGE_BYTES, contains: 'xxx' },
  });
  const results = {};
  for (const { pid } of servers) await moveTo(LOAD_CORES, pid);
  for (const { id, front } of fronts.slice(1)) {
    const { status } = await fetch(`http://127.0.0.1:${front}/page.html`);
    if (status !== 401) throw new Error(`the nginx before ${id} answers ${status} without a token: it does not ask`);
  }
  for (const front of fronts) await load(page(front, plan.warmUp), pids[front.id]);
  for (let round = 0; round < plan.rounds; round++) {
    const base = await load(page(YES, plan.proxied), pids[YES.id]);
    for (const front of fronts.slice(1)) {
      const server = servers.find(({ id }) => id === front.id);
      const measured = await load(page(front, plan.proxied), pids[front.id]);
      server.expectedLines += measured.answers;
      const half = measured.rate / 2;
      const [yes, asked] = [await atRate(YES, half, plan, material), await atRate(front, half, plan, material)];
      server.expectedLines += asked.answers;
      const voided = base.void ?? measured.void ?? yes.void ?? asked.void;
      (results[front.id] ??= []).push({
        ...measured, base: base.rate, half, baseP99: yes.p99, halfP99: asked.p99, reached: [yes.rate, asked.rate], void: voided,
      });
      note(`nginx asks ${server.title}: ${voided ?? `${measured.rate.toFixed(0)}/s of ${base.rate.toFixed(0)}/s; at ${half.toFixed(0)}/s p99 ${asked.p99} and ${yes.p99} ms`}`);
    }
  }
  for (const { pid } of servers) await moveTo(SERVER_CORE, pid);
  for (const child of children) child.kill('SIGKILL');
  return results;
}

/** The example, with one page of its own in place of an application. One process, so that its CPU time can be read. */
function frontOf({ port, front }) {
  const changes = [
    ['events {}', `daemon off; master_process off; pid front-${front}.pid; events {}`],
    ['http {', `http { ${OWN} default_type text/html;`],
    ['server 127.0.0.1:8080', `server 127.0.0.1:${port}`],
    ['listen 8000;', `listen 127.0.0.1:${front};`],
    ['location / {\n            proxy_pass http://app;', 'location / {\n            root www;'],
  ];
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${EXAMPLE} has no "${from}" any more: the benchmark must be adapted`);
    return text.replace(from, to);
  }, readFileSync(EXAMPLE, 'utf8'));
}

const alwaysYes = () => `daemon off; master_process off; pid always.pid; events {}
http { ${OWN} server { listen 127.0.0.1:${YES.port}; location / { return 200; } } }
`;

/** With hey, which sends at a fixed rate, and collects no garbage meanwhile: the 99th percentile in milliseconds. */
async function atRate({ front }, rate, plan, { token }) {
  const { output, errors } = await run(['hey', '-z', `${plan.proxied}s`, '-c', String(CONNECTIONS), '-q', (rate / CONNECTIONS).toFixed(3),
    '-disable-compression', '-H', `Authorization: Bearer ${token}`, `http://127.0.0.1:${front}/page.html`], { env: { GOGC: 'off' } });
  const figure = (pattern) => Number(pattern.exec(output)?.[1]);
  const statuses = [...output.matchAll(/\[(\d+)\]\s+(\d+) responses/g)];
  const only = statuses.length === 1 && statuses[0][1] === '200' && !output.includes('Error distribution');
  return {
    answers: Number(statuses[0]?.[2]), rate: figure(/Requests\/sec:\s+([\d.]+)/), p99: figure(/99% in ([\d.]+) secs/) * 1000,
    void: only ? null : `hey had other answers than 200: ${(output + errors).slice(-300)}`,
  };
}
