// One try for a 200 of /health/live, on a socket of its own; quick to fail, so that it can be repeated without a pause.
import { connect } from 'node:net';

const REQUEST = 'GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';

export const probe = (port) => new Promise((resolve) => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(REQUEST));
  socket.once('data', (data) => {
    resolve(data.toString('latin1', 0, 12) === 'HTTP/1.1 200');
    socket.destroy();
  });
  socket.once('error', () => resolve(false));
  socket.once('close', () => resolve(false));
});

/** Whether anyone listens on the port. */
export const isTaken = (port) => new Promise((resolve) => {
  const socket = connect({ port, host: '127.0.0.1' }, () => {
    resolve(true);
    socket.destroy();
  });
  socket.once('error', () => resolve(false));
});
