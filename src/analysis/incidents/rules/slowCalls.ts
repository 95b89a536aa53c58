import { type Crossing } from '../../evidence/lineEvidence';
import { type RateBaseline } from '../../series/baselines';
import { firstShare, usualSlowShare } from '../../series/slowShare';
import { deviates, elevatedStretches } from '../../series/elevatedStretches';
import { rateDeviation } from '../../series/rateDeviation';
import { type RatioSeries, sumsOver } from '../../series/ratioSeries';
import { type Stretch } from '../../windows/stretches';
import { widthInWindows } from '../../windows/widthInWindows';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';
import { listed, percent, plural } from '../../../format/format';

/** Over the usual share of slow steps. */
const LEAST = { minZ: 5, minRise: 0.15, minPart: 4 };

/** In the first minutes, which are looked at but once; and the steps before that it takes to know what was usual. */
const LEAST_AT_FIRST = { ...LEAST, minZ: 4 };
const LEAST_BEFORE = 8;
const FIRST_MINUTES = 10;

const WIDTHS = [1, 3, 10];
const GAP_MINUTES = 5;

/** From this share of the steps on nearly nothing gets through as usual. */
const SEVERE = 0.5;

/** A neighbour with so large a share of the slow steps has all that is not stray. */
const NEARLY_ALL = 0.9;

/** Steps to and from a service that became slow: all of them, or those between it and its callers. */
interface Slowed extends Change {
  readonly service: number;
  readonly crossings: readonly Crossing[];
}

interface Change {
  readonly usual: RateBaseline;
  readonly stretch: Stretch;
  readonly strength: number;
}

/**
 * Steps of traces to and from a service take far longer than they usually do: calls that wait for it, or that it waits
 * for itself. The service that most of them have in common is the slow one, though it may be its callers' responses
 * that became slow, for a network and a queue log nothing. What it explains is not held against its neighbours.
 */
export const slowCalls: IncidentRule = (context) => {
  const { windows, lines, dependencies = [] } = context;
  const all = lines.crossings ?? [];
  const everything = usualSlowShare(seriesOf(all, windows.windowCount));
  const isCalledBy = (called: Slowed, caller: Slowed) =>
    dependencies.some(
      ({ from, to }) => from === windows.services[caller.service] && to === windows.services[called.service]
    );
  const slowed = windows.services
    .flatMap((_, service) => poolsOf(context, service, all))
    .flatMap((pool) => slowedOf(context, pool, everything))
    .sort(
      (a, b) => b.strength - a.strength || Number(isCalledBy(b, a)) - Number(isCalledBy(a, b)) || a.service - b.service
    );
  const kept: Slowed[] = [];
  for (const one of slowed) {
    const others = kept.filter(({ service, stretch }) => service !== one.service && overlap(stretch, one.stretch));
    if (others.length === 0) {
      kept.push(one);
      continue;
    }
    const explained = (crossing: Crossing) => others.some(({ service }) => touches(crossing, service));
    const crossings = one.crossings.filter((crossing) => !explained(crossing));
    const { part, whole } = sumsOver(seriesOf(crossings, windows.windowCount), one.stretch);
    if (deviates(part, whole, rateDeviation(one.usual, LEAST))) {
      kept.push({ ...one, crossings });
    }
  }
  return kept.map((one) => findingOf(context, one));
};

const touches = ({ from, to }: Crossing, service: number) => from === service || to === service;
const overlap = (a: Stretch, b: Stretch) => a.from < b.to && b.from < a.to;

/** Slow steps of all, summed up as by `cumulative`. */
function seriesOf(crossings: readonly Crossing[], windows: number): RatioSeries {
  const part = new Float64Array(windows + 1);
  const whole = new Float64Array(windows + 1);
  for (const { slow, steps } of crossings) {
    for (let window = 0; window < windows; window++) {
      part[window + 1] += slow[window];
      whole[window + 1] += steps[window];
    }
  }
  for (let window = 0; window < windows; window++) {
    part[window + 1] += part[window];
    whole[window + 1] += whole[window];
  }
  return { part, whole };
}

/** A service's crossings, and those of them that are between it and its callers, where these are not all. */
function poolsOf({ windows, dependencies = [] }: RuleContext, service: number, crossings: readonly Crossing[]) {
  const name = windows.services[service];
  const callers = new Set(dependencies.filter(({ to }) => to === name).map(({ from }) => from));
  const all = crossings.filter((crossing) => touches(crossing, service));
  const called = all.filter(({ from, to }) => callers.has(windows.services[from === service ? to : from]));
  const pools = called.length === all.length ? [all] : [all, called];
  return pools.filter((pool) => pool.length > 0).map((pool) => ({ service, crossings: pool }));
}

function slowedOf(
  { windows, gaps }: RuleContext,
  pool: Pick<Slowed, 'service' | 'crossings'>,
  everything: RateBaseline | undefined
): Slowed[] {
  const share = seriesOf(pool.crossings, windows.windowCount);
  if (!everything) {
    const change = changeOf(share, widthInWindows(FIRST_MINUTES, windows));
    return change ? [{ ...pool, ...change }] : [];
  }
  // Of few steps there is no history, but a share of slow ones that is usual of all.
  const usual = usualSlowShare(share) ?? { ...everything, dispersion: 1, habit: 0 };
  const deviation = rateDeviation(usual, LEAST);
  return elevatedStretches(windows, share, WIDTHS, GAP_MINUTES, gaps, deviation).map((stretch): Slowed => {
    const { part, whole } = sumsOver(share, stretch);
    return { ...pool, usual, stretch, strength: deviation.z(part, whole) };
  });
}

/**
 * Since when more steps are slow than before, up to the end, in the first minutes of all logs, of which nothing is
 * usual yet but what came before.
 *
 * @param longest so many windows at the most
 */
function changeOf(share: RatioSeries, longest: number): Change | undefined {
  const windows = share.whole.length - 1;
  return Array.from({ length: Math.min(longest, windows) }, (_, i): Change[] => {
    const from = windows - 1 - i;
    const before = sumsOver(share, { from: 0, to: from });
    if (before.whole < LEAST_BEFORE) {
      return [];
    }
    const usual = firstShare(before.part, before.whole);
    const stretch = { from, to: windows };
    const { part, whole } = sumsOver(share, stretch);
    const deviation = rateDeviation(usual, LEAST_AT_FIRST);
    return deviates(part, whole, deviation) ? [{ usual, stretch, strength: deviation.z(part, whole) }] : [];
  })
    .flat()
    .sort((a, b) => b.strength - a.strength)
    .at(0);
}

function findingOf({ windows, dependencies = [] }: RuleContext, slowed: Slowed): Finding {
  const { service, crossings, usual, stretch, strength } = slowed;
  const name = windows.services[service];
  const { part: slow, whole: steps } = sumsOver(seriesOf(crossings, windows.windowCount), stretch);
  const byNeighbour = new Map<number, number>();
  for (const crossing of crossings) {
    const neighbour = crossing.from === service ? crossing.to : crossing.from;
    const { part } = sumsOver(seriesOf([crossing], windows.windowCount), stretch);
    byNeighbour.set(neighbour, (byNeighbour.get(neighbour) ?? 0) + part);
  }
  const [[first, most]] = [...byNeighbour].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const neighbours = [...byNeighbour].filter(([, part]) => part > 0).map(([neighbour]) => windows.services[neighbour]);
  const isCaller = !dependencies.some(({ from, to }) => from === name && to === windows.services[first]);
  const [caller, called] = isCaller ? [first, service] : [service, first];
  const isSegment = most >= NEARLY_ALL * slow;
  const where = `between ${windows.services[caller]} and ${windows.services[called]}`;
  return {
    type: 'Performance Degradation',
    severity: slow >= SEVERE * steps ? 'HIGH' : 'MEDIUM',
    services: [service],
    isTraced: true,
    ...(isSegment && { segment: { caller, called } }),
    ...stretch,
    strength,
    description: isSegment
      ? `Calls ${where} wait; logs do not show which of the two is slow, or what lies between`
      : `Calls to and from ${name} wait`,
    recommendation: isSegment
      ? `Look at both and at what lies ${where}: the network, a queue, a pool of connections, a processor that is short`
      : `Look at ${name}: its processor, its threads and connections, and the network to it`,
    evidence: [
      {
        text:
          `${plural(slow, 'step')} of ${steps} in traces between ${name} and ${listed(neighbours)} took far longer than such ` +
          `steps do, usually ${percent(usual.rate)}`,
      },
    ],
  };
}
