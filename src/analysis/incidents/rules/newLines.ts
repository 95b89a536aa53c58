import { cumulative } from '../../statistics/cumulative';
import { binomialZ } from '../../statistics/likelihood';
import { type NewTemplate } from '../../evidence/lineEvidence';
import { MIN_NEW_LINES } from '../../evidence/newTemplates';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';
import { countsOf } from '../../messages/groupWindows';
import { elevatedStretches } from '../../series/elevatedStretches';
import { sumsOver } from '../../series/ratioSeries';
import { excerpt } from '../../messages/excerpt';
import { percent, plural } from '../../../format/format';
import { widthInWindows } from '../../windows/widthInWindows';

/** Standard deviations over the share that a line never seen before may have had. */
const MIN_Z = 5;

/** The least of such lines, and their least share of the service's logs. */
const LEAST: Record<NewTemplate['novelty'], { readonly minPart: number; readonly minShare: number }> = {
  'new error': { minPart: MIN_NEW_LINES, minShare: 0.01 },
  complaint: { minPart: 10, minShare: 0.05 },
  other: { minPart: 10, minShare: 0.2 },
};

const WIDEST = 30;
const WIDTHS = [3, 10, WIDEST];
const GAP_MINUTES = 20;

/** After this a new line is new no more, but how the service now is. */
const NEW_MINUTES = 180;

/** A service begins to say, and often, what it never said before: a release, an attack, a fault that no one foresaw. */
export const newLines: IncidentRule = (context) =>
  (context.lines.newTemplates ?? []).flatMap((found) => findingsOf(context, found));

function findingsOf({ windows, series, gaps }: RuleContext, found: NewTemplate): Finding[] {
  const { service, example, isError, firstMs, logsBefore } = found;
  const least = LEAST[found.novelty];
  const first = Math.max(0, Math.floor((firstMs - windows.startMs) / windows.windowMs));
  const end = first + widthInWindows(NEW_MINUTES, windows);
  const lines = found.lines.filter((window) => window < end);
  if (lines.length < least.minPart) {
    return [];
  }
  // What is further off than the widest sliding window is not looked at.
  const from = Math.max(0, first - widthInWindows(WIDEST, windows));
  const to = Math.min(windows.windowCount, end + widthInWindows(WIDEST, windows));
  // The rule of succession: so much of what was not seen in that many logs is to be expected.
  const rate = 1 / (logsBefore + 2);
  const counts = countsOf(lines, windows.windowCount);
  const share = { part: cumulative(counts, from, to), whole: series[service].logs.subarray(from, to + 1) };
  const deviation = {
    usual: rate,
    ...least,
    z: (part: number, logs: number) => binomialZ(part, logs, rate),
    leastZ: MIN_Z,
  };
  return elevatedStretches(windows, share, WIDTHS, GAP_MINUTES, gaps.subarray(from, to), deviation).map(
    (stretch): Finding => {
      const { part, whole } = sumsOver(share, stretch);
      const name = windows.services[service];
      return {
        type: 'Unusual Log Pattern',
        severity: isError ? 'HIGH' : 'MEDIUM',
        services: [service],
        from: from + stretch.from,
        to: from + stretch.to,
        strength: binomialZ(part, whole, rate),
        description: `${name} logs what it never logged before`,
        recommendation: `Find out what began at ${name}: a release, a new kind of request, an intruder, a fault that has no alarm yet`,
        evidence: [
          {
            text: `${plural(part, 'new line')} "${excerpt(example)}", ${percent(part / whole)} of its logs, never in ${plural(logsBefore, 'log')} before`,
          },
        ],
      };
    }
  );
}
