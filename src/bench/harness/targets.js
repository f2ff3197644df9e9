// The targets of issue 6.
import { across, addedToPool, atLeast, atMost, both, median, millis, percent, ratio, times } from './judging.js';

/** The measurement noise that is allowed where one case must be no dearer than another. */
const NO_DEARER = 0.95;

export function targets(results) {
  const start = (server) => median((results.starts?.[server] ?? []).map(({ took }) => took));
  const rest = (server) => median((results.starts?.[server] ?? []).map((each) => each.rest));
  const after = (server) => results.memory?.[server]?.after;
  const held = (server) => results.holds?.[server];
  return [
    { title: 'start to first 200', aot: [atMost(start('aot') / start('jvm'), 0.5, (v) => `${times(v)} plain`)],
      native: [atMost(start('native') / start('peer'), 0.15, (v) => `${times(v)} the peer`), atMost(start('native'), 30, millis)] },
    { title: 'RSS at rest, and after the requests', aot: [],
      native: [atMost(rest('native') / rest('peer'), 0.7, (v) => `${times(v)} at rest`), atMost(after('native') / after('peer'), 0.1, (v) => `${times(v)} after`)] },
    { title: 'plain JSON route', aot: [atLeast(ratio(results, 'plain', 'aot'), 6)], native: [atLeast(ratio(results, 'plain', 'native'), 2.5)] },
    { title: 'protected route, known token',
      aot: [atLeast(ratio(results, 'known', 'aot'), 6), atLeast(across(results, 'known', 'plain', 'aot'), 0.9, (v) => `${percent(v)} of plain`)],
      native: [atLeast(ratio(results, 'known', 'native'), 3), atLeast(across(results, 'known', 'plain', 'native'), 0.9, (v) => `${percent(v)} of plain`)] },
    { title: 'protected route, every token new', aot: [atLeast(ratio(results, 'fresh', 'aot'), 2)], native: [atLeast(ratio(results, 'fresh', 'native'), 1)] },
    both('invalid tokens no dearer than new ones', (server) => [
      atLeast(across(results, 'forged', 'fresh', server), NO_DEARER, (v) => `${percent(v)} of their rate (signature)`),
      atLeast(across(results, 'expired', 'fresh', server), NO_DEARER, (v) => `${percent(v)} (expired)`)]),
    both('sign-in, p99 added to the pool\'s 50 ms, 32 at once', (server) => [atMost(ratio(results, 'login32', server, 'peer', addedToPool), 0.5)]),
    both('256 sign-ins at once, of the async client\'s rate', (server) => [atLeast(ratio(results, 'login256', server, 'bare'), 0.95, percent)]),
    both('1,000 sign-ins held at once for 1 s', (server) => [
      atMost(held(server) && Math.max(...held(server).map(({ failed }) => failed)), 0, (v) => `${v} failed`),
      atMost(held(server) && Math.max(...held(server).map(({ last }) => last)), 2500, (v) => `last after ${v.toFixed(0)} ms`)]),
  ];
}
