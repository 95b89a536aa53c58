import { type Analysis, type Health, type Totals } from '../../analysis/model/analysis';
import { LEVELS } from '../../logs/level';
import { dateTime } from '../../format/dateTime';
import { decimal, milliseconds, percent, plural, shareOfAll, whole } from '../../format/format';
import { duration } from '../../format/durations';
import { row, type Section } from './section';
import { MAX_WIDTH } from './wrap';

const SEPARATOR = ' | ';

export function overview({ health, totals, range, notices }: Analysis): Section {
  const notJudged = health.score === null ? [] : health.notJudged;
  return {
    title: 'SYSTEM HEALTH OVERVIEW',
    lines: [
      row('Health Score', score(health)),
      row('Status', health.status),
      ...health.lost
        .filter(({ points }) => points > 0)
        .map(({ cause, points }) => row(`  lost by ${cause}`, `-${decimal(points, 1)}`)),
      ...(notJudged.length > 0 ? [row('  not known, so not judged', notJudged.join(', '))] : []),
      row('Total Logs Analyzed', whole(totals.logs)),
      ...LEVELS.flatMap((level, code) =>
        totals.byLevel[code] > 0 ? [row(`  - ${level}`, whole(totals.byLevel[code]))] : []
      ),
      row('Time Period', duration(range.toMs - range.fromMs)),
      row('From', `${dateTime(range.fromMs)} UTC`),
      row('To', `${dateTime(range.toMs)} UTC`),
      ...notices.map(({ severity, text }) => `${severity === 'info' ? 'Note' : 'Warning'}: ${text}`),
    ],
  };
}

export function performance({ totals }: Analysis): Section {
  const { responseTime } = totals;
  return {
    title: 'PERFORMANCE METRICS',
    lines: [
      row('Average Response Time', loggedTime(responseTime?.mean, 2)),
      row('P50 Response Time', loggedTime(responseTime?.p50, 2)),
      row('P95 Response Time', loggedTime(responseTime?.p95, 2)),
      row('P99 Response Time', loggedTime(responseTime?.p99, 2)),
      row('Response Time Known', `in ${shareOfAll(totals.known.responseTimes)} of the logs`),
      row('Success Rate', rate(totals.successRate, totals)),
      row('Error Rate', rate(totals.errorRate, totals)),
    ],
  };
}

export function serviceHealth({ services }: Analysis): Section {
  const rows = services.map(({ errors, responseTime, successRate, health, known }) => [
    ['Health', health.score === null ? '?' : decimal(health.score, 1)],
    ['Errors', known.levels > 0 ? whole(errors) : '?'],
    ['Avg RT', responseTime ? `${decimal(responseTime.mean, 1)}ms` : '-'],
    ['Success', successRate === undefined ? '?' : percent(successRate, 1)],
    ['Level known', shareOfAll(known.levels)],
  ]);
  const widthOf = (column: number): number => Math.max(...rows.map((cells) => cells[column][1].length));
  const texts = rows.map((cells) =>
    cells.map(([label, value], column) => `${label}: ${value.padStart(widthOf(column))}`).join(SEPARATOR)
  );
  const width = Math.max(...services.map(({ service }) => service.length));
  const isWide = texts.some((text) => width + SEPARATOR.length + text.length > MAX_WIDTH);
  return {
    title: 'SERVICE HEALTH BREAKDOWN',
    // Beside a long name a line would be broken: what is known of it stands below.
    lines: services.flatMap(({ service }, i) =>
      isWide ? [service, `    ${texts[i]}`] : [[service.padEnd(width), texts[i]].join(SEPARATOR)]
    ),
  };
}

export function trend({ trend }: Analysis): Section {
  if (!trend) {
    return {
      title: 'TREND',
      lines: ['A trend of errors takes two hours or more in which the level of some logs is known.'],
    };
  }
  const slope = `${trend.errorsPerHour > 0 ? '+' : ''}${decimal(trend.errorsPerHour, 3)} errors an hour, each hour`;
  return {
    title: 'TREND',
    lines: [
      row('Direction', trend.direction),
      row('Slope', slope),
      row('Probability by chance', trend.pValue.toFixed(3)),
    ],
  };
}

export function executiveSummary({ totals, anomalies, incidents, health }: Analysis): Section {
  return {
    title: 'EXECUTIVE SUMMARY',
    lines: [
      row('Logs Analyzed', whole(totals.logs)),
      row('Anomalies Found', anomalies.status === 'learning' ? 'not known: too few logs' : whole(anomalies.count)),
      row('Incidents', whole(incidents.length)),
      row('Health Score', score(health)),
      row('Error Rate', rate(totals.errorRate, totals)),
      row('P95 Response Time', loggedTime(totals.responseTime?.p95, 0)),
      '',
      summary(health, totals, incidents.filter(({ severity }) => severity === 'CRITICAL').length),
    ],
  };
}

function score(health: Health): string {
  return health.score === null ? 'unknown' : `${decimal(health.score, 1)}/100`;
}

/** A rate, and what it is computed from. */
function rate(value: number | undefined, { known }: Totals): string {
  return value === undefined
    ? 'unknown (no log has a level or a status)'
    : `${percent(value, 2)} (level known: ${shareOfAll(known.levels)} of the logs)`;
}

/** That all is well is said of what was seen, and of no time with critical incidents. */
function summary(health: Health, { logs, known }: Totals, critical: number): string {
  switch (health.status) {
    case 'EXCELLENT':
    case 'GOOD':
      if (critical > 0) {
        return `As far as seen the system is well on the whole, but for ${plural(critical, 'critical incident')}: look there first.`;
      }
      return (
        `System operating ${health.status === 'GOOD' ? 'within normal parameters' : 'normally'}, as far as seen: ` +
        `of ${whole(logs)} logs the level of ${shareOfAll(known.levels)} and the response time of ${shareOfAll(known.responseTimes)} is known.`
      );
    case 'WARNING':
      return 'System needs attention.';
    case 'CRITICAL':
      return 'System in trouble: act on the critical incidents first.';
    case 'UNKNOWN':
      return `Whether the system is well is not known. ${health.reason}`;
  }
}

function loggedTime(ms: number | undefined, digits: number): string {
  return ms === undefined ? 'not logged' : milliseconds(ms, digits);
}
