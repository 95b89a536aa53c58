import { type Analysis, type Health, type ServiceSummary, type UnknownHealth } from '../../analysis/model/analysis';
import { statusOf } from '../../analysis/model/health';
import { unknownNotices } from '../../analysis/health/unknownNotices';
import { totalsOf } from '../../analysis/windows/totals';
import { ERROR, LEVELS, UNKNOWN } from '../../logs/level';
import { ANOMALIES, ITEMS } from './anomalies';
import { BASELINES } from './baselines';
import { EVENTS } from './events';
import { DEPENDENCIES } from './dependencies';
import { FORECAST_RECORD, FORECASTS } from './forecasts';
import { INCIDENTS } from './incidents';
import { ERRORS, NAMED, PAIRS, TEMPLATES } from './patterns';
import { END_MS, LOGS, START_MS, WINDOW_MS, WINDOWS, windowsOf, withoutLevels } from './windows';

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

/** The same logs as lines of text that name no level, no status and no response time. */
export function unknownAnalysis(): Analysis {
  const analysis = analysisOf(Object.keys(LOGS), false, (service) => withoutLevels(LOGS[service]));
  const health: UnknownHealth = { ...UNKNOWN_HEALTH, reason: 'Too little is known of the logs.' };
  const { trend, ...known } = analysis;
  return {
    ...known,
    notices: unknownNotices(analysis.totals, analysis.services),
    services: analysis.services.map((service) => ({ ...service, health, healthNow: health, anomalies: 0 })),
    anomalies: {
      ...analysis.anomalies,
      status: 'scored',
      count: 0,
      rate: 0,
      perWindow: new Uint32Array(analysis.anomalies.perWindow.length),
      items: [],
    },
    patterns: {
      ...analysis.patterns,
      errorTypes: 0,
      errors: [],
      pairs: [],
      templates: analysis.patterns.templates.map((template) => ({
        ...template,
        byLevel: LEVELS.map((_, level) => (level === UNKNOWN ? template.count : 0)),
      })),
    },
    incidents: [],
    forecasts: [],
    health,
    healthNow: health,
    healthOverTime: {
      ...analysis.healthOverTime,
      overall: new Float64Array(WINDOWS).fill(NaN),
      services: analysis.services.map(({ service }) => ({ service, scores: new Float64Array(WINDOWS).fill(NaN) })),
    },
  };
}

function analysisOf(names: string[], responses: boolean, logsOf = (service: string) => LOGS[service]): Analysis {
  const windows = windowsOf(names, logsOf);
  const services = names.map((name) => serviceOf(name, responses, logsOf(name)));
  const byLevel = LEVELS.map((_, level) => sum(services.map((service) => service.byLevel[level])));
  const perWindow = Uint32Array.from(names.flatMap((name) => ANOMALIES[name]));
  const anomalies = sum(perWindow);
  const has = (name: string) => names.includes(name);
  const errors = ERRORS.filter((error) => error.services.some(has));
  const logs = sum(byLevel);
  return {
    range: { fromMs: START_MS, toMs: END_MS },
    knownFromMs: START_MS,
    notices: [],
    totals: totalsOf(byLevel, errorsIn(byLevel), responses ? 296 : 0, responses ? RESPONSE_TIMES.database : undefined),
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
    forecastRecord: FORECAST_RECORD.filter(({ service }) => has(service)),
    events: logs > 0 ? EVENTS : [],
    mutedIncidents: [],
    baselines: BASELINES.filter(({ service }) => has(service)),
    dependencies: DEPENDENCIES.filter(({ from, to }) => has(from) && has(to)),
    health: logs > 0 ? healthOf(66.4) : UNKNOWN_HEALTH,
    healthNow: logs > 0 ? healthOf(81.7) : UNKNOWN_HEALTH,
    healthOverTime: {
      startMs: START_MS,
      stepMs: WINDOW_MS,
      overall: has('database') ? Float64Array.of(98, 97, NaN, 31.5, 95, 97) : new Float64Array(WINDOWS).fill(NaN),
      services: names.map((service) => ({
        service,
        scores: Float64Array.of(98, 97, NaN, service === 'database' ? 12 : 80, 95, 97),
      })),
    },
    ...(logs > 0 && { trend: { direction: 'STABLE' as const, errorsPerHour: 0, pValue: 1 } }),
    seconds: {},
  };
}

const errorsIn = (byLevel: readonly number[]) => sum(byLevel.slice(ERROR));

function serviceOf(service: string, responses: boolean, logs: number[][]): ServiceSummary {
  const byLevel = logs.map(sum);
  const responseTime =
    responses && (service === 'api-gateway' || service === 'database') ? RESPONSE_TIMES[service] : undefined;
  return {
    service,
    ...totalsOf(byLevel, errorsIn(byLevel), responseTime?.count ?? 0, responseTime),
    anomalies: sum(ANOMALIES[service]),
    health: healthOf(service === 'database' ? 41.2 : service === 'api-gateway' ? 78.5 : 100),
    healthNow: healthOf(service === 'database' ? 64.3 : service === 'api-gateway' ? 88 : 97),
  };
}

function healthOf(score: number): Health {
  return { score, status: statusOf(score), lost: [{ cause: 'error rate', points: 100 - score }], notJudged: [] };
}

const UNKNOWN_HEALTH: UnknownHealth = {
  score: null,
  status: 'UNKNOWN',
  lost: [],
  reason: 'There are no logs.',
  isError: false,
};
