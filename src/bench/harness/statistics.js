// Medians with spread, of the rounds that hold.
export function summary(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1), count: sorted.length };
}

/** The ratio of two series, round by round. */
export const ratios = (above, below) => summary(above.map((value, round) => value / below[round]));

/** A figure of each round; of none if any round is void: one wrong answer is enough to trust none of them. */
export function figures(results, id, server, of) {
  const rounds = results.cases[id]?.[server] ?? [];
  return rounds.some((each) => each.void) ? [] : rounds.map(of);
}
