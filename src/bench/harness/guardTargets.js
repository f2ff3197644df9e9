// The targets of issue 16: decisions for proxies.
import { across, addedToPool, atLeast, atMost, both, good, median, millis, percent, ratio, times } from './judging.js';
import { ratios } from './statistics.js';

const cpu = (each) => each.cpuPer10k;
const ofPlain = (value) => `${value.toFixed(2)} × plain`;
const REFUSALS = { decisionForged: 'forged', decisionExpired: 'expired', decisionNone: 'no token' };

export function guardTargets(results) {
  const peer = (id, server, bound) => atLeast(ratio(results, id, server), bound, (value) => `${times(value)} the peer`);
  const plain = (server) => atLeast(across(results, 'decision', 'plain', server), 1.2, ofPlain);
  const nginx = (server, of) => median(sound(results.nginx?.[server]).map(of));
  const proxied = (server, least, most) => [
    atLeast(nginx(server, shareOfYes), least, percent),
    atMost(nginx(server, addedP99), most, (value) => `p99 + ${millis(value)}`)];
  return [
    { title: 'decision, known token', aot: [peer('decision', 'aot', 15), plain('aot')], native: [peer('decision', 'native', 4.5), plain('native')] },
    both('decision, 10,000 tokens in turn, of one token', (server) => [
      atLeast(across(results, 'decisionMany', 'decision', server), 0.85, percent)]),
    { title: 'decision, every token new', native: [peer('decisionFresh', 'native', 1.3)],
      aot: [peer('decisionFresh', 'aot', 3), atLeast(ofOpenssl(results, 'decisionFresh', 'aot'), 0.2, (value) => `${percent(value)} of OpenSSL`)] },
    both('refused, CPU of a good new one', (server) => Object.entries(REFUSALS).map(([id, name]) =>
      atMost(across(results, id, 'decisionFresh', server, cpu), 1, (value) => `${name} ${times(value)}`))),
    { title: 'through nginx, of the same nginx asking one that only returns 200', aot: proxied('aot', 0.45, 1), native: proxied('native', 0.2, 2) },
    both('`GET /auth/me`, known token, of plain', (server) => [atLeast(across(results, 'known', 'plain', server), 0.6, percent)]),
    both('sign-in, p99 added to the pool\'s 50 ms, 32 at once', (server) => [
      atMost(ratio(results, 'login32', server, 'peer', addedToPool), 0.5, (value) => `${times(value)} the peer`)]),
  ];
}

const sound = (rounds = []) => (rounds.some((each) => each.void) ? [] : rounds);
export const shareOfYes = (each) => each.rate / each.base;
export const addedP99 = (each) => each.halfP99 - each.baseP99;
const ofOpenssl = (results, id, server) => ratios(good(results, id, server), results.openssl ?? [])?.median;

/** Ratios within each server: title, and one figure for each of the servers. */
export function ownRatios(results, servers) {
  const row = (title, of, show) => [title, ...servers.map((server) => {
    const value = of(server);
    return Number.isFinite(value) ? show(value) : '';
  })];
  const rates = (title, above, below, show) => row(title, (server) => across(results, above, below, server), show);
  const costs = (title, above, below) => row(title, (server) => across(results, above, below, server, cpu), times);
  return [
    rates('decision : plain route', 'decision', 'plain', times),
    costs('the same, CPU', 'decision', 'plain'),
    rates('decision, 10,000 tokens : one token', 'decisionMany', 'decision', percent),
    row('decision, every token new : OpenSSL\'s verifications', (server) => ofOpenssl(results, 'decisionFresh', server), percent),
    ...Object.entries(REFUSALS).map(([id, name]) => costs(`decision refused (${name}) : a good new one, CPU`, id, 'decisionFresh')),
    rates('protected route : plain route', 'known', 'plain', percent),
    rates('protected route, 10,000 tokens : one token', 'many', 'known', percent),
    row('protected route, every token new : OpenSSL\'s verifications', (server) => ofOpenssl(results, 'fresh', server), percent),
    row('sign-in, 32 at once, p99 added : the peer\'s', (server) => ratio(results, 'login32', server, 'peer', addedToPool), times),
  ].filter(([, ...cells]) => cells.some(Boolean));
}
