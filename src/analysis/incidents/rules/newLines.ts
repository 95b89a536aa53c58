import { cumulative } from '../../statistics/cumulative';
import { binomialZ } from '../../statistics/likelihood';
import { type Novelty } from '../lineEvidence';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';
import { scan } from '../scan';
import { sumsOver } from '../share';
import { excerpt, percent, plural, widthInWindows } from '../words';

/** Standard deviations over the share that a line never seen before may have had, and lines. */
const LEAST_Z = 5;
const LEAST_LINES = 10;

/** The least share of the service's logs: of a complaint, and of a line that complains of nothing. */
const LEAST_SHARE = { complaint: 0.05, other: 0.2 };

const WIDTHS = [10, 30];
const GAP_MINUTES = 20;

/** After this a new line is new no more, but how the service now is. */
const NEW_MINUTES = 180;

/** A service begins to say, and often, what it never said before: a release, an attack, a fault that no one foresaw. */
export const newLines: IncidentRule = (context) =>
  (context.lines.novelties ?? []).flatMap((novelty) => findingsOf(context, novelty));

function findingsOf({ windows, series, gaps }: RuleContext, novelty: Novelty): Finding[] {
  const { service, example, isComplaint, isError, firstMs, logsBefore } = novelty;
  const first = Math.max(0, Math.floor((firstMs - windows.startMs) / windows.windowMs));
  const lines = novelty.counts.slice();
  lines.fill(0, first + widthInWindows(NEW_MINUTES, windows));
  // The rule of succession: so much of what was not seen in that many logs is to be expected.
  const rate = 1 / (logsBefore + 2);
  const share = { part: cumulative(lines), whole: series[service].errors.whole };
  const deviation = {
    usual: rate,
    leastPart: LEAST_LINES,
    leastShare: isComplaint ? LEAST_SHARE.complaint : LEAST_SHARE.other,
    z: (part: number, logs: number) => binomialZ(part, logs, rate),
    leastZ: LEAST_Z,
  };
  return scan(windows, share, WIDTHS, GAP_MINUTES, gaps, deviation).map((stretch): Finding => {
    const { part, whole } = sumsOver(share, stretch);
    const name = windows.services[service];
    return {
      type: 'Unusual Log Pattern',
      severity: isError ? 'HIGH' : 'MEDIUM',
      services: [service],
      ...stretch,
      strength: binomialZ(part, whole, rate),
      description: `${name} logs what it never logged before`,
      recommendation: `Find out what began at ${name}: a release, a new kind of request, an intruder, a fault that has no alarm yet`,
      evidence: [
        {
          text: `${plural(part, 'new line')} "${excerpt(example)}", ${percent(part / whole)} of its logs, never in ${plural(logsBefore, 'log')} before`,
        },
      ],
    };
  });
}
