import { cumulative } from '../../statistics/cumulative';
import { binomialZ, learnedZ } from '../../statistics/likelihood';
import { minDeviation, usualRate } from '../../series/baselines';
import { type LineOrigin } from '../../evidence/lineEvidence';
import { type Finding, type IncidentRule, type RuleContext, type RuleInput } from '../rule';
import { elevatedStretches } from '../../series/elevatedStretches';
import { sumsOver } from '../../series/ratioSeries';
import { FAILURE_SIGNATURES } from '../../messages/failureSignatures';
import { type Stretch } from '../../windows/stretches';
import { percent, plural } from '../../../format/format';

/** Standard deviations over the share that such lines usually have, and the least share. */
const MIN_Z = 5;
const MIN_RISE = 0.05;
const MIN_LINES = 5;

/** Of the lines that come right before. */
const LEADING_Z = 3;
const LEADING_LINES = 3;

/** The share taken as usual while there is too little history. */
const UNKNOWN_RATE = 0.01;

const WIDTHS = [3, 10, 60];
const GAP_MINUTES = 20;

/** From this share of the logs on, the service hardly does anything else. */
const SEVERE_SHARE = 0.5;

/** An origin is named where at least this share of the lines has it. */
const ORIGIN_SHARE = 0.3;

/** Resource exhaustion, unavailability and security threats: significantly more lines that say so than usual. */
export const lineSignals: IncidentRule = (input) =>
  input.lines.signals.flatMap((lines, signal) =>
    input.windows.services.flatMap((_, service) => findingsOf(input, lines, signal, service))
  );

function findingsOf(input: RuleContext, lines: Uint32Array, signal: number, index: number): Finding[] {
  const { windows, series } = input;
  const offset = index * windows.windowCount;
  if (!hasEnough(lines, offset, offset + windows.windowCount)) {
    return [];
  }
  const share = { part: cumulative(lines, offset, offset + windows.windowCount), whole: series[index].logs };
  const baseline = usualRate(share);
  const rate = baseline?.rate ?? UNKNOWN_RATE;
  const [least, leading] = [MIN_Z, LEADING_Z].map((z) => (baseline ? minDeviation(z, baseline) : z));
  const z = (part: number, logs: number) =>
    baseline ? learnedZ(part, logs, rate, baseline.learned) : binomialZ(part, logs, rate);
  const deviation = {
    usual: rate,
    minPart: MIN_LINES,
    minShare: rate + MIN_RISE,
    z,
    leastZ: least,
    leads: (part: number, logs: number) => part >= LEADING_LINES && z(part, logs) >= leading,
  };
  return elevatedStretches(windows, share, WIDTHS, GAP_MINUTES, input.gaps, deviation).map((stretch): Finding => {
    const { part, whole } = sumsOver(share, stretch);
    const { name, type, description, recommendation } = FAILURE_SIGNATURES[signal];
    const service = windows.services[index];
    const origin = originOf(input, signal, service, stretch, part);
    return {
      type,
      kind: name,
      severity: part / whole >= SEVERE_SHARE && part >= 2 * MIN_LINES ? 'CRITICAL' : 'HIGH',
      services: [index],
      ...stretch,
      strength: z(part, whole),
      description: `${service} ${description}`,
      recommendation: recommendation(service, origin?.name),
      evidence: [
        {
          text: `${plural(part, 'line')} about ${name}, ${percent(part / whole)} of its logs, usually ${percent(rate)}`,
        },
        ...(origin ? [{ text: `${origin.count} of them from ${origin.name}` }] : []),
      ],
    };
  });
}

/** Most services have none of most signals, or soon enough. */
function hasEnough(lines: Uint32Array, from: number, to: number): boolean {
  let sum = 0;
  for (let cell = from; cell < to && sum < MIN_LINES; cell++) {
    sum += lines[cell];
  }
  return sum >= MIN_LINES;
}

function originOf(
  { lines, windows }: RuleInput,
  signal: number,
  service: string,
  { from, to }: Stretch,
  count: number
): LineOrigin | undefined {
  if (FAILURE_SIGNATURES[signal].type !== 'Security Threat') {
    return undefined;
  }
  const at = (window: number) => windows.startMs + window * windows.windowMs;
  const origin = lines.origin(signal, service, at(from), at(to));
  return origin && origin.count >= ORIGIN_SHARE * count ? origin : undefined;
}
