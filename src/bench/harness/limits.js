// What no service on one core can pass: how fast signatures are verified there, with nothing around it.
import { run, SERVER_CORE } from './processes.js';

/** RS256 verifications per second that OpenSSL does on the servers' core. */
export async function opensslVerifications(seconds) {
  const { output } = await run(['openssl', 'speed', '-seconds', String(seconds), 'rsa2048'], { cores: SERVER_CORE });
  return Number(/^rsa 2048 bits.* ([\d.]+)\s*$/m.exec(output)[1]);
}

/** The same of the JDK, by {@code verify/Verify.java}: its Signature, its arithmetic alone, and the arithmetic with numbers kept per key. */
export async function jdkVerifications(java, seconds) {
  const { output, errors } = await run([java, '-XX:+UseSerialGC', '--add-opens', 'java.base/java.math=ALL-UNNAMED',
    'src/bench/verify/Verify.java', String(seconds)], { cores: SERVER_CORE });
  const [signature, modPow, kept] = ['JDK', 'modPow', 'Montgomery form kept'].map((name) => Number(new RegExp(`^${name}: (\\d+)`, 'm').exec(output)?.[1]));
  if (!kept) throw new Error(`Verify.java said nothing of use:\n${output}${errors}`);
  return { signature, modPow, kept };
}
