import { usualRate } from '../../series/baselines';
import { type TraceStep } from '../../evidence/lineEvidence';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';
import { elevatedStretches } from '../../series/elevatedStretches';
import { rateDeviation } from '../../series/rateDeviation';
import { ratioSeries, sumsOver } from '../../series/ratioSeries';
import { excerpt } from '../../messages/excerpt';
import { percent, plural } from '../../../format/format';

/** A step that is left out more often than this as a rule is no rule. */
const MAX_USUAL = 0.3;

/** Over the usual share of steps left out. */
const LEAST = { minZ: 5, minRise: 0.3, minPart: 10 };

const WIDTHS = [1, 3, 10];
const GAP_MINUTES = 5;

/**
 * What always came next in a trace no longer does: requests are turned away, break off, or take another way. Often the
 * only sign of a call that fails without an error. It is reported for the service whose line stays away: that one
 * should have logged.
 */
export const brokenSteps: IncidentRule = (context) =>
  (context.lines.steps ?? []).flatMap((step) => findingsOf(context, step));

function findingsOf({ windows, gaps }: RuleContext, { first, next, firsts, misses }: TraceStep): Finding[] {
  const share = ratioSeries(misses, firsts, 0, windows.windowCount);
  const baseline = usualRate(share);
  if (!baseline || baseline.rate > MAX_USUAL) {
    return [];
  }
  const { rate } = baseline;
  const deviation = rateDeviation(baseline, LEAST);
  return elevatedStretches(windows, share, WIDTHS, GAP_MINUTES, gaps, deviation).map((stretch): Finding => {
    const { part: missed, whole: all } = sumsOver(share, stretch);
    const [before, service] = [windows.services[first.service], windows.services[next.service]];
    return {
      type: 'Service Unavailability',
      kind: 'missing lines',
      severity: 'MEDIUM',
      services: [next.service],
      ...stretch,
      strength: deviation.z(missed, all),
      description: `A step that ${service} usually takes is no longer reached`,
      recommendation: `Follow one request through ${service} and look at what comes in place of the missing line`,
      evidence: [
        {
          text:
            `"${excerpt(next.example)}" of ${service} did not come next in ${plural(missed, 'trace')} of ${all}, ` +
            `as after "${excerpt(first.example)}" of ${before}, usually missing in ${percent(rate)}`,
        },
      ],
    };
  });
}
