import { sampleCorrelation } from 'simple-statistics';
import { type CauseLink, type Dependency } from '../../model/analysis';
import { type WindowTable } from '../../../logs/windowTable';
import { type Onset } from './onsets';
import { type Scored, SLACK_MINUTES, suspectText } from './suspects';
import { plural } from '../../../format/format';
import { widthInWindows } from '../../windows/widthInWindows';
import { MINUTE } from '../../../time/units';

/** Failures are compared from so long before the first of two onsets. */
const BEFORE_MINUTES = 10;

/** A weaker correlation says little. */
const MIN_CORRELATION = 0.3;

/**
 * How trouble went from the likeliest suspect to those that depend on it, and on to those that depend on these: each
 * service once, by its strongest dependency on one of the chain. Empty where nothing went on.
 */
export function chainOf(
  ranked: readonly Scored[],
  from: number,
  windows: WindowTable,
  dependencies: readonly Dependency[]
): CauseLink[] {
  const [root, ...others] = ranked;
  if (!root) {
    return [];
  }
  const { services } = windows;
  const slack = widthInWindows(SLACK_MINUTES, windows);
  const reached = new Map<string, Onset>([[services[root.service], root]]);
  const links: CauseLink[] = [linkOf(root, suspectText(root, from, windows), windows)];
  const waiting = [...others].sort((a, b) => a.window - b.window || b.score - a.score);
  for (let found = true; found;) {
    found = false;
    for (const onset of waiting) {
      const name = services[onset.service];
      const by = reached.has(name)
        ? undefined
        : dependencies.find((dependency) => {
            const since = dependency.from === name ? reached.get(dependency.to) : undefined;
            return since !== undefined && since.window <= onset.window + slack;
          });
      if (by) {
        const called = reached.get(by.to) ?? onset;
        links.push(
          linkOf(onset, [suspectText(onset, from, windows), whyText(onset, called, by, windows)].join('; '), windows)
        );
        reached.set(name, onset);
        found = true;
      }
    }
  }
  return links.length > 1 ? links : [];
}

function linkOf({ service, window }: Onset, text: string, { services, startMs, windowMs }: WindowTable): CauseLink {
  return { service: services[service], timeMs: startMs + window * windowMs, text };
}

/** The evidence of a link: the time between the two, how the dependency is known, and whether the two fail alike. */
function whyText(caller: Onset, called: Onset, { to, evidence }: Dependency, windows: WindowTable): string {
  const minutes = Math.round(((caller.window - called.window) * windows.windowMs) / MINUTE);
  const lag =
    minutes === 0
      ? `as ${to} did`
      : minutes > 0
        ? `${plural(minutes, 'minute')} after ${to}`
        : `${plural(-minutes, 'minute')} before ${to}, as far as can be seen`;
  const r = failureCorrelation(caller, called, windows);
  const alike = r >= MIN_CORRELATION ? `, and their failures rise and fall together (correlation ${r.toFixed(2)})` : '';
  return `${lag}, on which it depends: ${evidence}${alike}`;
}

/**
 * Pearson's correlation of the failures per window of two services while both are in trouble, and before; 0: not known.
 */
function failureCorrelation(a: Onset, b: Onset, windows: WindowTable): number {
  const from = Math.max(0, Math.min(a.window, b.window) - widthInWindows(BEFORE_MINUTES, windows));
  const to = Math.min(windows.windowCount, Math.max(a.finding.to, b.finding.to));
  const [first, second] = [a, b].map(({ service }) =>
    Array.from(windows.failures.subarray(service * windows.windowCount + from, service * windows.windowCount + to))
  );
  const r = first.length > 2 ? sampleCorrelation(first, second) : 0;
  return Number.isFinite(r) ? r : 0;
}
