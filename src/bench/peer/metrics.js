// What Gatehouse counts: requests by method, route and status, in the same buckets; judged tokens; security events.
import client from 'prom-client';
import { millis, routeOf } from './log.js';

client.collectDefaultMetrics();
export const registry = client.register;

const requests = new client.Histogram({
  name: 'http_server_requests_seconds',
  help: 'HTTP requests',
  labelNames: ['method', 'uri', 'status'],
  buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});
const tokens = new client.Counter({ name: 'gatehouse_token_checks_total', help: 'Bearer tokens judged', labelNames: ['outcome'] });
const events = new client.Counter({
  name: 'gatehouse_auth_events_total',
  help: 'Security-relevant events',
  labelNames: ['event', 'outcome', 'reason'],
});
const decisions = new client.Counter({
  name: 'gatehouse_guard_decisions_total',
  help: 'Decisions for proxies',
  labelNames: ['outcome', 'reason'],
});

export function observe(req, res, next) {
  res.on('finish', () => requests.observe({ method: req.method, uri: routeOf(req), status: res.statusCode }, millis(req) / 1000));
  next();
}

export const countToken = (outcome) => tokens.inc({ outcome });
export const countEvent = (event, outcome, reason) => events.inc({ event, outcome, reason });
export const countDecision = (outcome, reason) => decisions.inc({ outcome, reason });
