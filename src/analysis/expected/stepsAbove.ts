import { type ExpectedInput, serviceDetectors } from './serviceDetectors';

/** The steps of a service that are above its band. */
interface ServiceAbove {
  readonly service: string;
  readonly steps: number;
  /** The one that is the furthest above, by the ratio of its value to the upper edge of the band. */
  readonly worst: { readonly timeMs: number; readonly value: number; readonly upper: number };
}

export interface StepsAbove {
  readonly stepMs: number;
  /** Whether there was enough history to expect anything of any service. */
  readonly isLearned: boolean;
  /** Services with such steps, the furthest above first. */
  readonly services: readonly ServiceAbove[];
}

/**
 * Where values were above what was expected: as `expectedBands` gives it, by the same detectors, without the columns
 * that nobody looks at.
 */
export function stepsAbove(input: ExpectedInput): StepsAbove {
  const { steps, services } = serviceDetectors(input);
  let isLearned = false;
  const above = services.flatMap(({ service, judged: { values, next } }): ServiceAbove[] => {
    let count = 0;
    let worst = { timeMs: NaN, value: 0, upper: 1 };
    for (let step = 0; step < steps.length; step++) {
      const timeMs = steps.timeAt(step);
      const value = values[step];
      const band = next(timeMs, step);
      if (step < steps.first) {
        continue;
      }
      isLearned ||= !band.learning;
      // The edge costs more than all else: it is asked for where the value may be beyond it.
      if (value > band.expected && value > band.upper) {
        const { upper } = band;
        count++;
        worst = value * worst.upper > worst.value * upper ? { timeMs, value, upper } : worst;
      }
    }
    return count > 0 ? [{ service, steps: count, worst }] : [];
  });
  const ratio = ({ worst }: ServiceAbove) => worst.value / worst.upper;
  return { stepMs: steps.stepMs, isLearned, services: above.toSorted((a, b) => ratio(b) - ratio(a)) };
}
