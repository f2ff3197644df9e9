// How long and how often to measure.
import { parseArgs } from 'node:util';

const FULL = {
  rounds: 5, seconds: 3, warmUp: 12, warmUps: 8, starts: 7, users: 64, many: 10_000, fresh: 5_000, freshWarmUp: 30_000, expired: 4_000, after: 200_000,
  holds: 3, growthRounds: 3, openssl: 3, verify: 5, allocations: 100_000, proxied: 5,
};
const QUICK = {
  rounds: 1, seconds: 1, warmUp: 2, warmUps: 1, starts: 1, users: 16, many: 1_000, fresh: 1_000, freshWarmUp: 1_000, expired: 500, after: 10_000,
  holds: 1, growthRounds: 1, openssl: 1, verify: 1, allocations: 10_000, proxied: 2, revocations: [0, 10_000],
};

export function planOf(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: 'boolean' }, only: { type: 'string' }, rounds: { type: 'string' }, 'skip-native': { type: 'boolean' },
      list: { type: 'boolean' }, help: { type: 'boolean' },
    },
  });
  const plan = { ...(values.quick ? QUICK : FULL) };
  if (values.rounds) plan.rounds = Number(values.rounds);
  const only = values.only?.split(',');
  return { ...plan, quick: Boolean(values.quick), skipNative: Boolean(values['skip-native']), list: values.list, help: values.help,
    wants: (id) => !only || only.includes(id) };
}
