import {
  type Analysis,
  type Anomaly,
  type Forecast,
  type Dependency,
  type Health,
  type Incident,
  type ServiceSummary,
} from '../analysis/analysis';
import { type WindowTable } from '../analysis/windows';
import { LEVELS } from '../logs/level';
import { NAMED, PAIRS, templatesOf } from './testPatterns';

const MINUTE = 60_000;
/** A Sunday, half past nine in the evening, UTC. */
export const START_MS = Date.UTC(2024, 9, 27, 21, 30);
const WINDOWS = 6;
const WINDOW_MS = 30 * MINUTE;

/** Logs of each service by level (DEBUG to CRITICAL), one column a window. */
const LOGS: Record<string, number[][]> = {
  'api-gateway': [
    [0, 0, 0, 0, 0, 0],
    [40, 38, 0, 41, 39, 20],
    [2, 1, 0, 3, 0, 1],
    [1, 0, 0, 6, 0, 1],
    [0, 0, 0, 2, 0, 0],
  ],
  database: [
    [0, 0, 0, 0, 0, 0],
    [20, 22, 0, 5, 21, 9],
    [0, 2, 0, 4, 1, 0],
    [0, 0, 0, 9, 1, 0],
    [0, 0, 0, 7, 0, 0],
  ],
  'mail-worker': [
    [0, 0, 0, 0, 0, 0],
    [4, 5, 0, 4, 3, 2],
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0],
  ],
};

const ANOMALIES: Record<string, number[]> = {
  'api-gateway': [0, 1, 0, 6, 0, 0],
  database: [0, 0, 0, 15, 1, 0],
  'mail-worker': [0, 0, 0, 0, 0, 0],
};

const RESPONSE_TIMES = {
  'api-gateway': { count: 195, mean: 145.3, p50: 120, p95: 488, p99: 1234, max: 3876.5 },
  database: { count: 101, mean: 234.5, p50: 180, p95: 912, p99: 8543, max: 9123.4 },
};

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, n) => total + n, 0);

/** What a small system logged in three hours: an outage of the database in the fourth half hour, silence in the third. */
export function normalAnalysis(): Analysis {
  return analysisOf(Object.keys(LOGS), true);
}

/** Of the same logs, those of the service that has no response times. */
export function oneServiceAnalysis(): Analysis {
  return analysisOf(['mail-worker'], false);
}

/** The same logs, none with a response time. */
export function withoutResponseTimes(): Analysis {
  return analysisOf(Object.keys(LOGS), false);
}

/** A range without logs. */
export function emptyAnalysis(): Analysis {
  return analysisOf([], false);
}

function analysisOf(names: string[], responses: boolean): Analysis {
  const windows = windowsOf(names);
  const services = names.map((name) => serviceOf(name, responses));
  const byLevel = LEVELS.map((_, level) => sum(services.map((service) => service.byLevel[level])));
  const perWindow = Uint32Array.from(names.flatMap((name) => ANOMALIES[name]));
  const anomalies = sum(perWindow);
  const has = (name: string) => names.includes(name);
  const errors = ERRORS.filter((error) => error.services.some(has));
  const logs = sum(byLevel);
  return {
    range: { fromMs: START_MS, toMs: START_MS + WINDOWS * WINDOW_MS },
    notices: [],
    totals: totalsOf(byLevel, responses ? RESPONSE_TIMES.database : undefined),
    services,
    windows,
    ...(responses && {
      responseTimes: {
        edges: Float64Array.of(10, 100, 1000, 10_000),
        counts: Uint32Array.of(80, 201, 15),
        p95: 912,
      },
    }),
    anomalies: {
      status: anomalies > 0 ? 'scored' : 'learning',
      count: anomalies,
      rate: logs > 0 ? anomalies / logs : 0,
      threshold: -0.62,
      perWindow,
      items: ITEMS.filter(({ service }) => has(service)),
      episodes: [],
    },
    patterns: {
      errorTypes: errors.length,
      errors,
      templates: TEMPLATES.filter((template) => template.services.some(has)),
      pairs: errors.length > 1 ? PAIRS : [],
      named: logs > 0 ? NAMED : [],
      notices: [],
    },
    incidents: INCIDENTS.filter((incident) => incident.services.some(has)),
    forecasts: FORECASTS.filter(({ service }) => has(service)),
    dependencies: DEPENDENCIES.filter(({ from, to }) => has(from) && has(to)),
    health: logs > 0 ? healthOf(66.4) : healthOf(100),
    healthOverTime: {
      startMs: START_MS,
      stepMs: WINDOW_MS,
      overall: has('database') ? Float64Array.of(98, 97, NaN, 31.5, 95, 97) : new Float64Array(WINDOWS).fill(NaN),
      services: names.map((service) => ({
        service,
        scores: Float64Array.of(98, 97, NaN, service === 'database' ? 12 : 80, 95, 97),
      })),
    },
    trend: { direction: 'STABLE', errorsPerHour: 0, pValue: 1 },
    seconds: {},
  };
}

const DEPENDENCIES: readonly Dependency[] = [
  {
    from: 'api-gateway',
    to: 'database',
    weight: 0.412,
    learnedFrom: 'traces',
    evidence: 'called in 41% of its traces (82 traces)',
  },
  {
    from: 'mail-worker',
    to: 'database',
    weight: 0.75,
    learnedFrom: 'failures',
    evidence: 'failed within 5 minutes after it 3 times of 4 (75%)',
  },
];

function windowsOf(services: string[]): WindowTable {
  const cells = services.length * WINDOWS;
  const byLevel = LEVELS.map((_, level) => Uint32Array.from(services.flatMap((service) => LOGS[service][level])));
  return {
    startMs: START_MS,
    windowMs: WINDOW_MS,
    windows: WINDOWS,
    services,
    byLevel,
    failures: new Uint32Array(cells),
    responses: new Uint32Array(cells),
    responseSum: new Float64Array(cells),
    responseP95: new Float64Array(cells).fill(NaN),
  };
}

function totalsOf(byLevel: number[], responseTime: ServiceSummary['responseTime']) {
  const logs = sum(byLevel);
  const errors = byLevel[3] + byLevel[4];
  return {
    logs,
    byLevel,
    errors,
    errorRate: logs > 0 ? errors / logs : 0,
    successRate: logs > 0 ? 1 - errors / logs : 1,
    ...(responseTime && { responseTime }),
  };
}

function serviceOf(service: string, responses: boolean): ServiceSummary {
  const byLevel = LOGS[service].map(sum);
  const responseTime =
    responses && (service === 'api-gateway' || service === 'database') ? RESPONSE_TIMES[service] : undefined;
  return {
    service,
    ...totalsOf(byLevel, responseTime),
    anomalies: sum(ANOMALIES[service]),
    health: healthOf(service === 'database' ? 41.2 : service === 'api-gateway' ? 78.5 : 100),
  };
}

function healthOf(score: number): Health {
  const status = score >= 90 ? 'EXCELLENT' : score >= 70 ? 'GOOD' : score >= 50 ? 'WARNING' : 'CRITICAL';
  return { score, status, lost: [{ cause: 'error rate', points: 100 - score }] };
}

const OUTAGE_MS = START_MS + 3 * WINDOW_MS;

const ERRORS = [
  ['e1', 'Connection timeout to database', 11, ['api-gateway', 'database']],
  ['e2', 'Query took <*> ms, giving up', 8, ['database']],
  ['e3', 'Disk <*> is full', 7, ['database']],
].map(([id, template, count, services]) => ({
  id: String(id),
  template: String(template),
  example: String(template).replace('<*>', '42'),
  count: Number(count),
  services: services as string[],
  firstMs: OUTAGE_MS,
  lastMs: OUTAGE_MS + 20 * MINUTE,
  trend: 'STABLE' as const,
  isNew: false,
  isVanished: false,
  counts: new Uint32Array(24),
}));

const TEMPLATES = templatesOf(ERRORS, START_MS, START_MS + WINDOWS * WINDOW_MS);

const INCIDENTS: Incident[] = [
  {
    id: 'i2',
    type: 'High Error Rate',
    severity: 'HIGH',
    services: ['api-gateway'],
    startMs: OUTAGE_MS + 2 * MINUTE,
    endMs: START_MS + WINDOWS * WINDOW_MS,
    ongoing: true,
    description: 'Error rate exceeded the threshold of 30%.',
    recommendation: 'Look at the logs of api-gateway and what it depends on.',
    evidence: ['41% errors (63 of 154 logs), threshold 30%'],
  },
  {
    id: 'i1',
    type: 'Cascading Failure',
    severity: 'CRITICAL',
    services: ['database', 'api-gateway'],
    startMs: OUTAGE_MS,
    endMs: OUTAGE_MS + 20 * MINUTE,
    ongoing: false,
    description: 'Several services fail at once.',
    recommendation: 'Check what they share, first of all database.',
    evidence: ['database 64% errors', 'api-gateway 15% errors'],
    cause: {
      service: 'database',
      timeMs: OUTAGE_MS,
      message: 'Disk 42 is full',
      confidence: 0.7,
      text: 'database, as it began: 64% errors; its first error: Disk 42 is full',
    },
    suspects: [
      { service: 'database', onsetMs: OUTAGE_MS, confidence: 0.7, text: 'database, as it began: 64% errors' },
      {
        service: 'api-gateway',
        onsetMs: OUTAGE_MS + 2 * MINUTE,
        confidence: 0.2,
        text: 'api-gateway, 2 minutes in: 15% errors',
      },
    ],
    chain: [
      { service: 'database', timeMs: OUTAGE_MS, text: 'database, as it began: 64% errors' },
      {
        service: 'api-gateway',
        timeMs: OUTAGE_MS + 2 * MINUTE,
        text: 'api-gateway, 2 minutes in: 15% errors; it depends on database, called in 41% of its traces',
      },
    ],
  },
];

const END_MS = START_MS + WINDOWS * WINDOW_MS;

const FORECASTS: Forecast[] = [
  {
    id: 'f1',
    type: 'Resource Exhaustion',
    service: 'database',
    rule: 'disk space used up: "Disk usage at <*>%" reaches its limit',
    expectedMs: END_MS + 40 * MINUTE,
    earliestMs: END_MS + 30 * MINUTE,
    latestMs: END_MS + 55 * MINUTE,
    confidence: 0.93,
    sign: '80% to 92% of its limit in 58 minutes, 12.4 points an hour (31 lines)',
    recommendation: 'Free or add disk space, and rotate or expire what fills it',
  },
  {
    id: 'f2',
    type: 'Performance Degradation',
    service: 'database',
    rule: 'mean response time reaches 360 ms, 2.0 times the usual',
    expectedMs: END_MS + 90 * MINUTE,
    earliestMs: END_MS + 50 * MINUTE,
    latestMs: END_MS + 200 * MINUTE,
    confidence: 0.5,
    sign: 'mean response time 180 ms to 260 ms in 2.5 hours, usually 180 ms',
    recommendation: 'Look for what builds up in database',
  },
];

const ITEMS: Anomaly[] = [
  {
    id: 'a1',
    timeMs: OUTAGE_MS + MINUTE,
    timeNs: 250_000,
    service: 'database',
    level: 'CRITICAL',
    message: 'Connection timeout to database',
    line: '{"level":"critical","msg":"Connection timeout to database"}',
    responseTime: 8543.2,
    traceId: '4bf92f35',
    score: -0.81,
    type: 'database connection',
    reasons: [
      { feature: 'response time', value: 8543.2, normal: 180, text: 'response time 8,543 ms, normally 180 ms' },
      { feature: 'error rate', value: 0.64, normal: 0, text: 'error rate 64%, normally 0%' },
    ],
  },
  {
    id: 'a2',
    timeMs: OUTAGE_MS + 2 * MINUTE,
    timeNs: 0,
    service: 'api-gateway',
    level: 'ERROR',
    message: 'Upstream failed',
    line: 'level=error msg="Upstream failed"',
    score: -0.7,
    type: 'error rate increase',
    reasons: [{ feature: 'error rate', value: 0.15, normal: 0.01, text: 'error rate 15%, normally 1%' }],
  },
];
