import { type Analysis, type Anomaly, type Incident, SEVERITIES } from '../../analysis/analysis';
import { recommend } from '../recommendations';
import { count, dateTime, decimal, duration, milliseconds, percent } from './format';

/** A part of the report: its heading and its lines. */
export interface Section {
  title: string;
  lines: string[];
}

const TOP = 5;
const LABEL_WIDTH = 32;

const row = (label: string, value: string): string => `${`${label}:`.padEnd(LABEL_WIDTH)}${value}`;

/** Every section of the report, in order. */
export function sections(analysis: Analysis): Section[] {
  return [
    overview(analysis),
    performance(analysis),
    anomalies(analysis),
    errorPatterns(analysis),
    incidents(analysis),
    serviceHealth(analysis),
    trend(analysis),
    recommendations(analysis),
    executiveSummary(analysis),
  ];
}

function overview({ health, totals, range, notices }: Analysis): Section {
  return {
    title: 'SYSTEM HEALTH OVERVIEW',
    lines: [
      row('Health Score', `${decimal(health.score, 1)}/100`),
      row('Status', health.status),
      ...health.lost
        .filter(({ points }) => points > 0)
        .map(({ cause, points }) => row(`  lost by ${cause}`, `-${decimal(points, 1)}`)),
      row('Total Logs Analyzed', count(totals.logs)),
      row('Time Period', duration(range.toMs - range.fromMs)),
      row('From', `${dateTime(range.fromMs)} UTC`),
      row('To', `${dateTime(range.toMs)} UTC`),
      ...notices.map(({ severity, text }) => `${severity === 'info' ? 'Note' : 'Warning'}: ${text}`),
    ],
  };
}

function performance({ totals }: Analysis): Section {
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

function anomalies({ anomalies, totals }: Analysis): Section {
  const title = 'ANOMALY DETECTION';
  if (anomalies.status === 'learning') {
    return { title, lines: [`Learning: ${count(totals.logs)} logs are too few to tell what is unusual.`] };
  }
  return {
    title,
    lines: [
      row('Anomalies Detected', count(anomalies.count)),
      row('Anomaly Rate', percent(anomalies.rate)),
      row('Episodes', count(anomalies.episodes.length)),
      ...(anomalies.items.length > 0 ? ['', `Top ${Math.min(TOP, anomalies.items.length)} Anomalies:`] : []),
      ...anomalies.items.slice(0, TOP).flatMap(anomaly),
    ],
  };
}

function anomaly(
  { level, service, timeMs, message, responseTime, score, type, reasons }: Anomaly,
  index: number
): string[] {
  return [
    '',
    ` ${index + 1}. ${level} - ${service}`,
    `    Time: ${dateTime(timeMs)}`,
    `    Message: ${message}`,
    ...(responseTime === undefined ? [] : [`    Response Time: ${milliseconds(responseTime)}`]),
    `    Anomaly Score: ${score.toFixed(4)}`,
    `    Type: ${type}`,
    ...(reasons.length > 0 ? [`    Because: ${reasons.map(({ text }) => text).join('; ')}`] : []),
  ];
}

function errorPatterns({ patterns }: Analysis): Section {
  const top = patterns.errors.slice(0, TOP);
  return {
    title: 'ERROR PATTERNS',
    lines: [
      row('Unique Error Types', count(patterns.errorTypes)),
      row('Correlated Error Pairs', count(patterns.pairs.length)),
      ...(top.length > 0 ? ['', `Top ${top.length} Most Frequent Errors:`] : []),
      ...top.map(({ template, count: times }, i) => ` ${i + 1}. ${template}: ${count(times)} occurrences`),
      ...(patterns.named.length > 0 ? ['', 'Named Patterns:'] : []),
      ...patterns.named.map(({ name, count: times }) => ` ${name}: ${count(times)} occurrences`),
    ],
  };
}

function incidents({ incidents }: Analysis): Section {
  const critical = incidents.filter(({ severity }) => severity === 'CRITICAL');
  return {
    title: 'INCIDENTS',
    lines: [
      row('Total Incidents', count(incidents.length)),
      ...SEVERITIES.map((severity) =>
        row(
          `  - ${capitalised(severity)}`,
          count(incidents.filter((incident) => incident.severity === severity).length)
        )
      ),
      ...(critical.length > 0 ? ['', 'CRITICAL INCIDENTS (Immediate Action Required):'] : []),
      ...critical.flatMap(incident),
    ],
  };
}

function incident(
  { type, services, startMs, endMs, ongoing, description, recommendation, evidence, cause }: Incident,
  index: number
): string[] {
  return [
    '',
    ` ${index + 1}. ${type}`,
    `    Service: ${services.join(', ')}`,
    `    Time: ${dateTime(startMs)} to ${ongoing ? 'now' : dateTime(endMs)} (${duration(endMs - startMs)})`,
    `    Description: ${description}`,
    ...evidence.map((text) => `    Evidence: ${text}`),
    ...(cause ? [`    First Cause: ${cause.text}`] : []),
    `    Recommendation: ${recommendation}`,
  ];
}

function serviceHealth({ services }: Analysis): Section {
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

function trend({ trend }: Analysis): Section {
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

function recommendations(analysis: Analysis): Section {
  const found = recommend(analysis);
  return {
    title: 'RECOMMENDATIONS',
    lines:
      found.length === 0
        ? ['Nothing stands out. Keep watching.']
        : found.flatMap(({ title, points }, index) => [
            ...(index > 0 ? [''] : []),
            `${title}:`,
            ...points.map((point) => `- ${point}`),
          ]),
  };
}

function executiveSummary({ totals, anomalies, incidents, health }: Analysis): Section {
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

function capitalised(word: string): string {
  return word[0] + word.slice(1).toLowerCase();
}
