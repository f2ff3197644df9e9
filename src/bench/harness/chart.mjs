// The chart of answers per second, as SVG. The benchmark writes it of its own figures to target/bench/speed.svg. The one in the
// documentation is of the table there:
//   node src/bench/harness/chart.mjs docs/performance.md > docs/images/speed.svg
//   node src/bench/harness/chart.mjs --alt docs/performance.md      its alternative text
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const SERVERS = ['native', 'JVM', 'Express'];
const WIDTH = 1000;
const LEFT = 290;
const LONGEST = 610;
const BAR = 14;
const STEP = 18;
const GROUP = 70;
const TOP = 66;

const count = (value) => Math.round(value).toLocaleString('en-US');
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The rows of the page's first table whose figures are answers per second: a title, and a figure for each of the servers. */
export function rowsOf(markdown) {
  const rates = (cells) => cells.map((cell) => cell.match(/^([\d,]+) \/s$/)?.[1].replaceAll(',', '')).map(Number);
  return markdown.split('\n').filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
    .map(([title, ...cells]) => ({ title, figures: rates(cells.slice(0, SERVERS.length)) }))
    .filter(({ figures }) => figures.length === SERVERS.length && figures.every(Number.isFinite));
}

/** What the chart says, for those who do not see it. */
export const alternative = (rows) => `Answers per second on one core, ${SERVERS.join(', ')}: ${
  rows.map(({ title, figures }) => `${title} ${figures.map(figure).join(', ')}`).join('; ')}`;

const figure = (value) => (Number.isFinite(value) ? count(value) : 'not measured');

/** @param rows each with a title and its figures in the order of the servers; a figure that is missing is not a number */
export function chart(rows) {
  const height = TOP + rows.length * GROUP;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title" aria-describedby="figures" font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif" font-size="13">
  <title id="title">Answers per second of Gatehouse (native and JVM) and of an Express service</title>
  <desc id="figures">${escaped(alternative(rows))}</desc>
  <style>
    .ground { fill: #ffffff } .text { fill: #1f2328 } .note { fill: #57606a }
    .s0 { fill: #0550ae } .s1 { fill: #218bff } .s2 { fill: #8c959f }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #0d1117 } .text { fill: #e6edf3 } .note { fill: #9198a1 }
      .s0 { fill: #79c0ff } .s1 { fill: #1f6feb } .s2 { fill: #6e7681 }
    }
  </style>
  <rect class="ground" width="${WIDTH}" height="${height}"/>
${SERVERS.map(legend).join('\n')}
  <text class="note" x="${WIDTH - 20}" y="31" text-anchor="end">answers per second on one core; each group has its own scale</text>
${rows.map(group).join('\n')}
</svg>
`;
}

const legend = (server, index) => `  <rect class="s${index}" x="${20 + index * 100}" y="20" width="12" height="12"/><text class="text" x="${38 + index * 100}" y="31">${server}</text>`;

function group({ title, figures }, index) {
  const y = TOP + index * GROUP;
  const most = Math.max(...figures.filter(Number.isFinite), 1);
  const bars = figures.map((value, server) => {
    const width = Number.isFinite(value) ? Math.max(1, Math.round((value / most) * LONGEST)) : 0;
    const top = y + server * STEP;
    return `  <rect class="s${server}" x="${LEFT}" y="${top}" width="${width}" height="${BAR}"/><text class="text" x="${LEFT + width + 8}" y="${top + 12}" font-size="12">${figure(value)}</text>`;
  });
  return [`  <text class="text" x="20" y="${y + STEP + 12}" font-weight="600">${escaped(title)}</text>`, ...bars].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = rowsOf(readFileSync(process.argv.at(-1), 'utf8'));
  process.stdout.write(process.argv.includes('--alt') ? alternative(rows) : chart(rows));
}
