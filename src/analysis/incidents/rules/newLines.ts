import { cumulative } from '../../statistics/cumulative';
import { binomialZ } from '../../statistics/likelihood';
import { type NewTemplate } from '../../evidence/lineEvidence';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';
import { countsOf } from '../../messages/groupWindows';
import { elevatedStretches } from '../../series/elevatedStretches';
import { sumsOver } from '../../series/ratioSeries';
import { excerpt } from '../../messages/excerpt';
import { percent, plural } from '../../../format/format';
import { widthInWindows } from '../../windows/widthInWindows';

/** Standard deviations over the share that a line never seen before may have had, and lines. */
const MIN_Z = 5;
const MIN_LINES = 10;

/** The least share of the service's logs: of a complaint, and of a line that complains of nothing. */
const MIN_SHARE = { complaint: 0.05, other: 0.2 };

const WIDEST = 30;
const WIDTHS = [10, WIDEST];
const GAP_MINUTES = 20;

/** After this a new line is new no more, but how the service now is. */
const NEW_MINUTES = 180;

/** A service begins to say, and often, what it never said before: a release, an attack, a fault that no one foresaw. */
export const newLines: IncidentRule = (context) =>
  (context.lines.newTemplates ?? []).flatMap((novelty) => findingsOf(context, novelty));

function findingsOf({ windows, series, gaps }: RuleContext, novelty: NewTemplate): Finding[] {
  const { service, example, isComplaint, isError, firstMs, logsBefore } = novelty;
  const first = Math.max(0, Math.floor((firstMs - windows.startMs) / windows.windowMs));
  const end = first + widthInWindows(NEW_MINUTES, windows);
  const lines = novelty.lines.filter((window) => window < end);
  if (lines.length < MIN_LINES) {
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
    minPart: MIN_LINES,
    minShare: isComplaint ? MIN_SHARE.complaint : MIN_SHARE.other,
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
