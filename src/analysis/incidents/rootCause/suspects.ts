import { type Dependency, type Suspect } from '../../model/analysis';
import { type WindowTable } from '../../../logs/windowTable';
import { evidenceText } from '../evidence';
import { type Onset } from './onsets';
import { plural } from '../../../format/format';
import { widthInWindows } from '../../windows/widthInWindows';
import { MINUTE } from '../../../time/units';

export const MAX_SUSPECTS = 5;

/** In this time after the first onset a suspicion falls to a third. */
const DELAY_MINUTES = 3;

/**
 * A service may leave what is usual for it so long before the one that it depends on, for both are known to some
 * minutes only.
 */
export const SLACK_MINUTES = 3;

/** What is left of the suspicion of one whose trouble the trouble of another, that it depends on, explains in full. */
const EXPLAINED = 0.3;

/** What is left of the suspicion of one that has nothing to do with what is in trouble, as far as is known. */
const UNRELATED = 0.3;

/**
 * From this weight on a dependency is sure. Of traces and failures it takes some; that a service complains by name of
 * another is said outright, however much else it complains of.
 */
const SURE_WEIGHT: Record<Dependency['learnedFrom'], number> = { traces: 0.2, failures: 0.2, complaints: 0.01 };

/** What does not log, a network or a node, can't be suspected: this much of the highest suspicion is left for it. */
const UNSEEN = 0.1;

/** A service that left what is usual for it, and how likely it is that an incident began there. */
export interface Scored extends Onset {
  /** Above 0; says nothing by itself. */
  readonly score: number;
  /** 0 to 1: its share of all suspicion. */
  readonly confidence: number;
}

/**
 * Services by how likely an incident began there. The score is the product of how unusual the service became (the
 * logarithm of the standard deviations), how soon (it falls with the time since the first onset) and how little of it
 * the trouble of services that it depends on explains; less of one that is not related to those in trouble.
 */
export function rankSuspects(
  onsets: readonly Onset[],
  windows: WindowTable,
  dependencies: readonly Dependency[],
  isRelated: (service: string) => boolean = () => true
): Scored[] {
  const first = onsets.reduce((least, { window }) => Math.min(least, window), Infinity);
  const delay = widthInWindows(DELAY_MINUTES, windows);
  const called = calledBy(onsets, windows, dependencies);
  const scores = onsets.map((onset) => {
    const soon = Math.exp(-(onset.window - first) / delay);
    const related = isRelated(windows.services[onset.service]) ? 1 : UNRELATED;
    return unusual(onset) * soon * related * (1 - (1 - EXPLAINED) * explained(onset, called(onset), windows));
  });
  const unseen = UNSEEN * scores.reduce((most, score) => Math.max(most, score), 0);
  const all = scores.reduce((sum, score) => sum + score, unseen);
  const scored = onsets.map((onset, i): Scored => ({ ...onset, score: scores[i], confidence: scores[i] / all }));
  return scored.sort((a, b) => b.score - a.score || a.window - b.window || a.service - b.service);
}

/** One that `from` depends on, and how surely: 0 to 1. */
interface Called {
  readonly onset: Onset;
  readonly sure: number;
}

function calledBy(
  onsets: readonly Onset[],
  { services }: WindowTable,
  dependencies: readonly Dependency[]
): (caller: Onset) => Called[] {
  const byName = new Map(onsets.map((onset) => [services[onset.service], onset]));
  const calls = new Map<string, Called[]>();
  for (const { from, to, weight, learnedFrom } of dependencies) {
    const onset = byName.get(to);
    if (onset && byName.has(from)) {
      calls.set(from, [...(calls.get(from) ?? []), { onset, sure: Math.min(1, weight / SURE_WEIGHT[learnedFrom]) }]);
    }
  }
  return ({ service }) => calls.get(services[service]) ?? [];
}

/** How unusual a service became: in orders of magnitude, for standard deviations grow with traffic too. */
function unusual({ strength }: Onset): number {
  return Math.log(1 + Math.max(1, strength));
}

/** How much of a service's trouble is explained by that of the ones that it calls: 0 to 1. */
function explained(caller: Onset, called: readonly Called[], windows: WindowTable): number {
  const slack = widthInWindows(SLACK_MINUTES, windows);
  return called.reduce((most, { onset, sure }) => {
    const inTime = onset.window <= caller.window + slack;
    const enough = Math.min(1, unusual(onset) / unusual(caller));
    return Math.max(most, inTime ? enough * sure : 0);
  }, 0);
}

/** For people: when, against the incident's start, and what showed. */
export function suspectText(
  { service, window, finding }: Onset,
  from: number,
  { services, windowMs }: WindowTable
): string {
  const minutes = Math.round(((from - window) * windowMs) / MINUTE);
  const when =
    minutes > 0
      ? `${plural(minutes, 'minute')} before`
      : minutes < 0
        ? `${plural(-minutes, 'minute')} in`
        : 'when it began';
  return `${services[service]}, ${when}: ${evidenceText(finding.evidence[0])}`;
}

export function suspectOf(onset: Scored, from: number, windows: WindowTable): Suspect {
  const { services } = windows;
  const { segment } = onset.finding;
  return {
    service: services[onset.service],
    ...(segment && { segment: { caller: services[segment.caller], called: services[segment.called] } }),
    onsetMs: windows.startMs + onset.window * windows.windowMs,
    confidence: onset.confidence,
    text: suspectText(onset, from, windows),
  };
}
