import { sumEndingWith } from '../../statistics/cumulative';
import { binomialZ } from '../../statistics/likelihood';
import { findTraceInvariants, type Invariant } from '../../evidence/traceInvariants';
import { countsOf } from '../../messages/groupWindows';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';
import { ratioSeries, sumsOver } from '../../series/ratioSeries';
import { stretchesOf } from '../../windows/stretches';
import { excerpt } from '../../messages/excerpt';
import { plural } from '../../../format/format';
import { widthInWindows } from '../../windows/widthInWindows';

/** Lines that should have come, what came of them at most, and standard deviations from the usual ratio. */
const MIN_EXPECTED = 10;
const MAX_LEFT = 0.1;
const MIN_Z = 4;

const WIDTHS = [1, 3, 10];
const GAP_MINUTES = 5;

/**
 * Lines that always come together no longer do: the first still comes, the second stays away, for a step of the work is
 * no longer reached. Often the only trace that a swallowed exception leaves. Independent of how much traffic there is,
 * and of what group.
 */
export const missingLines: IncidentRule = (input) =>
  input.windows.services.flatMap((_, service) => {
    const shapes = input.lines.shapes.filter((shape) => shape.service === service);
    return findTraceInvariants(shapes, input.series[service].logs).flatMap((invariant) =>
      findingsOf(input, service, invariant)
    );
  });

function findingsOf({ windows, gaps }: RuleContext, service: number, { first, second, ratio }: Invariant): Finding[] {
  const length = windows.windowCount;
  const share = ratio / (1 + ratio);
  const isMissing = (came: number, firsts: number) => came <= MAX_LEFT * ratio * firsts;
  const secondsOfFirsts = ratioSeries(countsOf(second.lines, length), countsOf(first.lines, length), 0, length);
  const { part: seconds, whole: firsts } = secondsOfFirsts;
  const missing = new Uint8Array(length);
  for (const width of new Set(WIDTHS.map((minutes) => widthInWindows(minutes, windows)))) {
    for (let window = 0; window < length; window++) {
      const firstSum = sumEndingWith(firsts, window, width);
      const secondSum = sumEndingWith(seconds, window, width);
      if (
        ratio * firstSum >= MIN_EXPECTED &&
        isMissing(secondSum, firstSum) &&
        binomialZ(secondSum, secondSum + firstSum, share) <= -MIN_Z
      ) {
        for (let w = window; w > window - width && w >= 0; w--) {
          const here = sumsOver(secondsOfFirsts, { from: w, to: w + 1 });
          missing[w] ||= here.whole > 0 && isMissing(here.part, here.whole) ? 1 : 0;
        }
      }
    }
  }
  return stretchesOf(missing, widthInWindows(GAP_MINUTES, windows), gaps).map((stretch): Finding => {
    const { part: came, whole: firstsCame } = sumsOver(secondsOfFirsts, stretch);
    const name = windows.services[service];
    return {
      type: 'Service Unavailability',
      kind: 'missing lines',
      severity: 'MEDIUM',
      services: [service],
      ...stretch,
      strength: -binomialZ(came, came + firstsCame, share),
      description: `A step that ${name} always takes is no longer reached`,
      recommendation: `Follow one request through ${name} and look at what comes between these two lines`,
      evidence: [
        {
          text:
            `${plural(firstsCame, 'time')} "${excerpt(first.example)}" came with "${excerpt(second.example)}" only ${plural(came, 'time')}, ` +
            `usually ${plural(Math.round(firstsCame * ratio), 'time')}`,
        },
      ],
    };
  });
}
