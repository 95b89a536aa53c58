import { type Analysis, type CorrelatedPair, type LogPattern } from '../../analysis/model/analysis';
import { noErrors } from '../../analysis/windows/noErrors';
import { dateTime } from '../../format/dateTime';
import { whole } from '../../format/format';
import { row, type Section, TOP, topOf, under } from './section';

export function errorPatterns({ patterns, services }: Analysis): Section {
  const { errorTypes, errors, pairs, named } = patterns;
  return {
    title: 'ERROR PATTERNS',
    lines: [
      ...(errorTypes === 0 ? [noErrors(services)] : []),
      row('Unique Error Types', whole(errorTypes)),
      row('Correlated Error Pairs', whole(pairs.length)),
      ...under(
        `Top ${Math.min(TOP, errors.length)} Most Frequent Errors:`,
        errors
          .slice(0, TOP)
          .map(({ template, count: times }, i) => ` ${i + 1}. ${template}: ${whole(times)} occurrences`)
      ),
      ...under(topOf(pairs.length, 'Correlated Errors'), pairs.slice(0, TOP).flatMap(pair)),
      ...under(
        'Named Patterns:',
        named.map(({ name, count: times }) => ` ${name}: ${whole(times)} occurrences`)
      ),
    ],
  };
}

function pair({ first, second, correlation, lagMinutes, commonBins }: CorrelatedPair, index: number): string[] {
  const then = lagMinutes > 0 ? `then, ${lagMinutes} minutes later` : 'together with';
  return [
    ` ${index + 1}. ${first}`,
    `    ${then}: ${second}`,
    `    r ${correlation.toFixed(2)}, both in ${whole(commonBins)} spans of 5 minutes`,
  ];
}

/** Kinds of messages of any level that began or stopped within the range. */
export function changedPatterns({ patterns }: Analysis): Section {
  const fresh = patterns.templates.filter(({ isNew }) => isNew);
  const gone = patterns.templates.filter(({ isVanished }) => isVanished);
  return {
    title: 'NEW AND VANISHED PATTERNS',
    lines: [
      row('Kinds of Messages', whole(patterns.templates.length)),
      row('New', whole(fresh.length)),
      row('Vanished', whole(gone.length)),
      ...under(
        topOf(fresh.length, 'New Patterns'),
        fresh.slice(0, TOP).flatMap((pattern, i) => changed(pattern, i, `since ${dateTime(pattern.firstMs)}`))
      ),
      ...under(
        topOf(gone.length, 'Vanished Patterns'),
        gone.slice(0, TOP).flatMap((pattern, i) => changed(pattern, i, `last at ${dateTime(pattern.lastMs)}`))
      ),
    ],
  };
}

function changed({ template, count: times, services }: LogPattern, index: number, when: string): string[] {
  return [` ${index + 1}. ${template}`, `    ${when}, ${whole(times)} occurrences (${services.join(', ')})`];
}
