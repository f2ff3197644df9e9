// The cases that are measured in rounds: what is sent, and what must come back.

const SIGNED_IN = { status: 200, contains: '"status":"signed_in"' };
const REFUSED = { status: 401, contains: '"code":"invalid_token"' };
const UNKNOWN = { status: 401, contains: '"code":"authentication_required"' };
export const POOL_DELAY_MS = 50;

/** What a proxy says of the request that it asks about. */
export const FORWARDED = {
  'X-Forwarded-Method': 'GET', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'app.example.com',
  'X-Forwarded-Uri': '/reports/2026', 'X-Forwarded-For': '198.51.100.7',
};

/**
 * Each case: id, title, servers, what to send to a server in a round, before it without measuring, and in the warm-up if that is
 * something else (null: nothing).
 */
export function cases(material, plan) {
  const protectedRoute = (server, file, expect, more = {}) => ({
    url: `${server.url}/auth/me`, script: 'get', connections: 32, seconds: plan.seconds, file,
    expect: expect ?? { status: 200, length: server.meLength, contains: `"user_id":"${material.claims.sub}"` }, ...more,
  });
  const decision = (server, file, more = {}) => ({
    url: `${server.url}/guard/forward-auth`, script: 'get', connections: 32, seconds: plan.seconds, file, fields: FORWARDED,
    expect: { status: 200, length: 0, field: 'X-Auth-User-Id', contains: material.claims.sub }, ...more,
  });
  // A refusal writes a line of audit besides.
  const refusal = (server, file, expect) => decision(server, file, { expect, lines: 2 });
  const signIn = (server, connections, seconds) => ({
    url: `${server.url}/auth/login`, script: 'post', connections, seconds, file: material.logins, expect: SIGNED_IN, lines: 2,
  });
  const oneTurn = { most: plan.many, seconds: 60 };
  return [
    { id: 'plain', title: 'plain JSON route', unit: 'rate', servers: ['native', 'aot', 'peer', 'bare'],
      what: (server) => ({ url: `${server.url}/health/live`, script: 'get', connections: 32, seconds: plan.seconds,
        expect: { status: 200, length: server.liveLength, contains: 'UP' } }) },
    { id: 'unknown', title: 'unknown path (404)', unit: 'rate',
      what: (server) => ({ url: `${server.url}/nothing-here`, script: 'get', connections: 32, seconds: plan.seconds,
        expect: { status: 404, contains: '"code":"not_found"' } }) },
    { id: 'known', title: 'protected route, one token', unit: 'rate', what: (server) => protectedRoute(server, material.one) },
    { id: 'many', title: 'protected route, 10,000 tokens in turn', unit: 'rate', what: (server) => protectedRoute(server, material.many),
      before: (server) => protectedRoute(server, material.many, undefined, oneTurn) },
    { id: 'fresh', title: 'protected route, every token new', unit: 'rate',
      what: (server, round) => protectedRoute(server, material.fresh[round], undefined, { seconds: 60, most: plan.fresh }),
      warmUp: (server) => protectedRoute(server, material.forged, REFUSED),
      warmUpOnce: (server) => protectedRoute(server, material.freshWarmUp, undefined, { seconds: 60, most: plan.freshWarmUp }) },
    { id: 'forged', title: 'wrong signatures', unit: 'rate', what: (server) => protectedRoute(server, material.forged, REFUSED) },
    { id: 'expired', title: 'expired tokens', unit: 'rate', what: (server) => protectedRoute(server, material.expired, REFUSED) },
    { id: 'decision', title: 'decision, one token', unit: 'rate', what: (server) => decision(server, material.one) },
    { id: 'decisionMany', title: 'decision, 10,000 tokens in turn', unit: 'rate', what: (server) => decision(server, material.many),
      before: (server) => decision(server, material.many, oneTurn) },
    { id: 'decisionFresh', title: 'decision, every token new', unit: 'rate',
      what: (server, round) => decision(server, material.freshDecisions[round], { seconds: 60, most: plan.fresh }),
      warmUp: (server) => refusal(server, material.forged, REFUSED),
      warmUpOnce: (server) => decision(server, material.freshDecisionsWarmUp, { seconds: 60, most: plan.freshWarmUp }) },
    { id: 'decisionForged', title: 'decision, wrong signatures', unit: 'rate', what: (server) => refusal(server, material.forged, REFUSED) },
    { id: 'decisionExpired', title: 'decision, expired tokens', unit: 'rate', what: (server) => refusal(server, material.expired, REFUSED) },
    { id: 'decisionNone', title: 'decision, no token', unit: 'rate', what: (server) => refusal(server, undefined, UNKNOWN) },
    { id: 'login1', title: 'sign-in, 1 at a time', unit: 'p99', delay: POOL_DELAY_MS, warmUp: null, what: (server) => signIn(server, 1, plan.seconds) },
    { id: 'login32', title: 'sign-in, 32 at once', unit: 'p99', delay: POOL_DELAY_MS, pool: true, warmUp: (server) => signIn(server, 32, plan.seconds),
      what: (server) => signIn(server, 32, plan.seconds + 1) },
    { id: 'login256', title: 'sign-in, 256 at once', unit: 'rate', delay: POOL_DELAY_MS, pool: true, servers: ['native', 'aot', 'peer', 'bare'],
      what: (server) => signIn(server, 256, plan.seconds + 1) },
    { id: 'refresh', title: 'refresh, 32 at once', unit: 'rate', delay: POOL_DELAY_MS,
      what: (server) => ({ url: `${server.url}/auth/refresh`, script: 'post', connections: 32, seconds: plan.seconds,
        file: material.refreshes, lines: 2, expect: { status: 200, contains: '"token_type":"Bearer"' } }) },
    ...[1, 10, 100, 1000].map((connections) => ({
      id: `connections${connections}`, title: `protected route, ${connections} connections`, unit: 'rate', growth: true,
      what: (server) => protectedRoute(server, material.one, undefined, { connections }),
    })),
  ].map((each) => ({ servers: ['native', 'aot', 'peer'], ...each }));
}

/** The pool itself, asked as a server's client would ask it: what it could give. */
export const poolCase = (pool, material, connections, seconds) => ({
  url: `${pool.endpoint}/`, script: 'post', connections, seconds, file: material.poolLogins,
  env: { BENCH_TYPE: 'application/x-amz-json-1.1', BENCH_TARGET: 'AWSCognitoIdentityProviderService.InitiateAuth' },
  expect: { status: 200, contains: '"AuthenticationResult"' },
});
