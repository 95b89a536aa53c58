import { type Analysis } from '../../analysis/model/analysis';
import { LEVELS } from '../../logs/level';
import { count, dateTime, decimal, duration, milliseconds, percent } from './format';
import { row, type Section } from './section';

export function overview({ health, totals, range, notices }: Analysis): Section {
  return {
    title: 'SYSTEM HEALTH OVERVIEW',
    lines: [
      row('Health Score', `${decimal(health.score, 1)}/100`),
      row('Status', health.status),
      ...health.lost
        .filter(({ points }) => points > 0)
        .map(({ cause, points }) => row(`  lost by ${cause}`, `-${decimal(points, 1)}`)),
      row('Total Logs Analyzed', count(totals.logs)),
      ...LEVELS.flatMap((level, code) =>
        totals.byLevel[code] > 0 ? [row(`  - ${level}`, count(totals.byLevel[code]))] : []
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
      row('Average Response Time', milliseconds(responseTime?.mean)),
      row('P50 Response Time', milliseconds(responseTime?.p50)),
      row('P95 Response Time', milliseconds(responseTime?.p95)),
      row('P99 Response Time', milliseconds(responseTime?.p99)),
      row('Success Rate', percent(totals.successRate)),
      row('Error Rate', percent(totals.errorRate)),
    ],
  };
}

export function serviceHealth({ services }: Analysis): Section {
  const width = Math.max(20, ...services.map(({ service }) => service.length));
  return {
    title: 'SERVICE HEALTH BREAKDOWN',
    lines: services.map(({ service, errors, responseTime, successRate, health }) =>
      [
        service.padEnd(width),
        `Health: ${decimal(health.score, 1).padStart(5)}`,
        `Errors: ${count(errors).padStart(6)}`,
        `Avg RT: ${(responseTime ? `${decimal(responseTime.mean, 1)}ms` : '-').padStart(10)}`,
        `Success: ${percent(successRate, 1).padStart(6)}`,
      ].join(' | ')
    ),
  };
}

export function trend({ trend }: Analysis): Section {
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
      row('Logs Analyzed', count(totals.logs)),
      row('Anomalies Found', count(anomalies.count)),
      row('Incidents', count(incidents.length)),
      row('Health Score', `${decimal(health.score, 1)}/100`),
      row('Error Rate', percent(totals.errorRate)),
      row('P95 Response Time', milliseconds(totals.responseTime?.p95, 0)),
      '',
      SUMMARY[health.status],
    ],
  };
}

const SUMMARY: Record<Analysis['health']['status'], string> = {
  EXCELLENT: 'System operating normally.',
  GOOD: 'System operating within normal parameters.',
  WARNING: 'System needs attention.',
  CRITICAL: 'System in trouble: act on the critical incidents first.',
};
