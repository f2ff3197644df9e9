// The peer: what a team would write instead of Gatehouse with Express, by the documentation of each library's makers.
import express from 'express';
import helmet from 'helmet';
import { accessLog, log } from './log.js';
import { observe, registry } from './metrics.js';
import { answerHeaders, securityHeaders } from './headers.js';
import { failed, notFound } from './problem.js';
import { bearer, me } from './account.js';
import { allow, refuse } from './guard.js';
import { hydrate } from './token.js';
import { login, refresh } from './session.js';

const app = express();
app.set('etag', false); // Gatehouse has none.
app.disable('x-powered-by'); // As helmet does, for the answers that it does not see.
app.use(accessLog);
app.use(observe);
app.all('/guard/forward-auth', allow); // before the security headers: no browser gets this answer
app.use(helmet(securityHeaders));
app.use(answerHeaders);
app.all('/guard/forward-auth', refuse);
app.use(express.json({ limit: '16kb' }));

app.get('/health/live', (req, res) => res.json({ status: 'UP', checks: [] }));
app.get('/metrics', async (req, res) => res.type(registry.contentType).send(await registry.metrics()));
app.get('/auth/me', bearer, me);
app.post('/auth/login', login);
app.post('/auth/refresh', refresh);
app.use(notFound);
app.use(failed);

// As the README of aws-jwt-verify has it: the keys first, then the port.
await hydrate();
const server = app.listen(Number(process.env.PORT), '127.0.0.1', 1024, () => log.info(`listening on ${process.env.PORT}`));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
