import { type WindowCounts } from '../../summary/windowCounts';
import { type Finding, type IncidentRule } from '../rule';
import { standingOut } from '../scan';
import { slidingStart, slidingSums, type Stretch, stretchesOf } from '../stretches';
import { listed, percent, plural, widthInWindows } from '../words';
import { failing } from './failing';

/** The seed's third rule: several services failing within a few minutes of each other. */
export const cascade: IncidentRule = (input) => {
  const { windows, counts, options, gaps } = input;
  const { services, windows: length } = windows;
  const width = widthInWindows(options.cascadeWindowMinutes, windows);
  const failures = services.map((_, index) => failing(input, index));
  const within = failures.map((column) => slidingSums(column, 0, length, width));
  const failingAt = new Uint32Array(length);
  for (const column of within) {
    for (let window = 0; window < length; window++) {
      failingAt[window] += column[window] > 0 ? 1 : 0;
    }
  }
  const breached = (window: number) => failingAt[window] >= options.cascadeServices;
  return stretchesOf(length, width, breached, gaps).flatMap((stretch): Finding[] => {
    const from = slidingStart(stretch.from, width, gaps);
    const hit = services
      .map((_, index) => {
        const offset = index * length;
        let errors = 0;
        let logs = 0;
        for (let window = from; window < stretch.to; window++) {
          errors += counts.errors[offset + window];
          logs += counts.logs[offset + window];
        }
        const first = failures[index].indexOf(1, from);
        return { index, errors, logs, rate: logs > 0 ? errors / logs : 0, first };
      })
      .filter(({ first }) => first >= 0 && first < stretch.to)
      .sort((a, b) => b.rate - a.rate || a.index - b.index);
    // A sliding window sees across a gap in the logs; an incident does not.
    if (hit.length < options.cascadeServices) {
      return [];
    }
    const start = Math.min(...hit.map(({ first }) => first));
    return [
      {
        type: 'Cascading Failure',
        severity: 'CRITICAL',
        services: hit.map(({ index }) => index),
        from: start,
        to: Math.max(...hit.map(({ index }) => endOf(counts, index * length, { from: start, to: stretch.to }))),
        description: `${hit.length} services failed within ${options.cascadeWindowMinutes} minutes of each other`,
        recommendation: `IMMEDIATE: check the infrastructure and what ${listed(hit.map(({ index }) => services[index]))} share; possibly system-wide`,
        evidence: hit.map(({ index, errors, logs, rate }) => ({
          service: services[index],
          measure: 'errors',
          text: `${percent(rate)} errors (${errors} of ${plural(logs, 'log')})`,
        })),
      },
    ];
  });
};

/** Where the errors of a service end to stand out: the sliding windows see them for minutes more. */
function endOf({ errors, logs }: WindowCounts, offset: number, stretch: Stretch): number {
  return standingOut({ part: errors, whole: logs, offset }, stretch, 0).to;
}
