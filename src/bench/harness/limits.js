// Limits for scale that no service on one core can pass.
import { run, SERVER_CORE } from './processes.js';

/** RS256 verifications per second that OpenSSL does on the servers' core. */
export async function opensslVerifications(seconds) {
  const { output } = await run(['openssl', 'speed', '-seconds', String(seconds), 'rsa2048'], { cores: SERVER_CORE });
  return Number(/^rsa 2048 bits.* ([\d.]+)\s*$/m.exec(output)[1]);
}
