import { median } from 'simple-statistics';
import { type Taken } from '../processTree';

export interface Sample extends Taken {
  minute: number;
}

/** What may be taken more at the end than after the beginning: caches fill, and garbage comes and goes. */
const MAX_MORE = { memoryMb: 120, files: 25, threads: 12 } as const;

const MAX_MB = 600;

/** The processes start, compile and fill their caches first. */
const WARM_UP = 0.25;

/**
 * What grew beyond what comes and goes: the median of the last third of the time against that of the third after the
 * warm-up.
 * @returns what to say of it; none: nothing grew
 */
export function growth(samples: readonly Sample[]): string[] {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const third = Math.floor(warm.length / 3);
  if (third < 3) {
    return ['There are too few samples: let it run longer.'];
  }
  const problems = Object.entries(MAX_MORE).flatMap(([name, most]) => {
    const of = (part: readonly Sample[]) => median(part.map((sample) => sample[name as keyof typeof MAX_MORE]));
    const [before, after] = [of(warm.slice(0, third)), of(warm.slice(-third))];
    return after - before > most ? [`${name} grew from ${before.toFixed(0)} to ${after.toFixed(0)}`] : [];
  });
  const usual = median(warm.map(({ memoryMb }) => memoryMb));
  return usual > MAX_MB ? [...problems, `all processes took ${usual.toFixed(0)} MB, more than ${MAX_MB}`] : problems;
}
