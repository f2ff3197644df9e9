// A thousand sign-ins at once, each of which the pool holds for a second.
import { connect } from 'node:net';
import { once } from 'node:events';

export const HELD = 1000;
export const HOLD_MS = 1000;

/** How many failed, and how long the first, the middle and the last took, in milliseconds. */
export async function hold(server, body) {
  const request = Buffer.from(`POST /auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  const sockets = [];
  for (let i = 0; i < HELD; i++) {
    const socket = connect({ port: server.port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    sockets.push(socket);
  }
  const begun = performance.now();
  const results = await Promise.all(sockets.map((socket) => answer(socket, request, begun)));
  sockets.forEach((socket) => socket.destroy());
  const good = results.filter(({ ok }) => ok).map(({ took }) => took).sort((a, b) => a - b);
  const failed = results.filter(({ ok }) => !ok);
  return { failed: failed.length, firstFailure: failed[0]?.text ?? null, first: good[0], middle: good[good.length >> 1], last: good.at(-1) };
}

const DEADLINE_MS = 20_000;
function answer(socket, request, begun) {
  return new Promise((resolve) => {
    let text = '';
    const end = (ok) => resolve({ ok, took: performance.now() - begun, text: text.slice(0, 300) });
    const timer = setTimeout(() => end(false), DEADLINE_MS);
    const finish = (ok) => { clearTimeout(timer); end(ok); };
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(text);
      if (head > 0 && length && text.length >= head + 4 + Number(length[1])) {
        finish(text.startsWith('HTTP/1.1 200') && text.includes('"status":"signed_in"'));
      }
    });
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.write(request);
  });
}
