import { type Analysis, type Health, type ServiceSummary } from '../../analysis/model/analysis';
import { LEVELS } from '../../logs/level';
import { ANOMALIES, ITEMS } from './anomalies';
import { DEPENDENCIES } from './dependencies';
import { FORECASTS } from './forecasts';
import { INCIDENTS } from './incidents';
import { ERRORS, NAMED, PAIRS, TEMPLATES } from './patterns';
import { END_MS, LOGS, START_MS, WINDOW_MS, WINDOWS, windowsOf } from './windows';

const RESPONSE_TIMES = {
  'api-gateway': { count: 195, mean: 145.3, p50: 120, p95: 488, p99: 1234, max: 3876.5 },
  database: { count: 101, mean: 234.5, p50: 180, p95: 912, p99: 8543, max: 9123.4 },
};

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, n) => total + n, 0);

/**
 * What a small system logged in three hours: an outage of the database in the fourth half hour, silence in the third.
 */
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
    range: { fromMs: START_MS, toMs: END_MS },
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
