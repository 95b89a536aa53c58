import { PER_SERVICE } from './perService';
import { defaultsOf } from './table/defaults';
import { type Resolved, type Table, type Values } from './table/entry';

/** What a health formula may use: rates in percent, incidents per day (of a range of a day or less: all of them). */
export const HEALTH_VARIABLES = [
  'error_rate',
  'success_rate',
  'slow_rate',
  'anomaly_rate',
  'critical_incidents',
  'high_incidents',
  'logs',
] as const;

const MINUTES = { kind: 'number', min: 1, max: 1440, unit: 'min' } as const;
const POINTS = { kind: 'number', min: 0, max: 100 } as const;

/** What a seed may be, of any random choice. */
export const SEED = { kind: 'integer', min: 0, max: 2 ** 32 - 1 } as const;

/**
 * The settings of the analysis, at the data source and at each query; every part has a default that fits most systems.
 */
export const ANALYSIS = {
  forest: {
    kind: 'group',
    label: 'Anomalies',
    description: "The Isolation Forest, in scikit-learn's terms.",
    settings: {
      contamination: {
        kind: 'number',
        moreThan: 0,
        max: 0.5,
        auto: true,
        default: 'auto',
        label: 'Contamination',
        description:
          'The share of logs expected to be anomalous. auto: as many as chance does not account for, maybe none.',
      },
      nEstimators: {
        kind: 'integer',
        min: 1,
        max: 1000,
        default: 100,
        label: 'Trees',
        description: 'More trees, steadier scores.',
      },
      maxSamples: {
        kind: 'number',
        moreThan: 0,
        max: 1_000_000,
        wholeFrom: 1,
        auto: true,
        default: 'auto',
        label: 'Samples of a tree',
        description: 'From 1 on as many logs, below 1 that share of them. auto: 256, or all where there are fewer.',
      },
      seed: {
        ...SEED,
        default: 42,
        label: 'Seed of the forest',
        description: 'The same seed gives the same scores for the same logs.',
      },
    },
  },
  services: {
    kind: 'group',
    label: 'Services',
    description: 'What counts as one service.',
    settings: {
      groupPods: {
        kind: 'flag',
        default: true,
        label: 'Group pods',
        description: 'Pods count as their workload: web-7d9f8c6b5-x2q7z as web.',
      },
    },
  },
  incidents: {
    kind: 'group',
    label: 'Incidents',
    description: 'When something becomes an incident.',
    settings: {
      errorRateThreshold: {
        kind: 'number',
        moreThan: 0,
        max: 1,
        default: 0.3,
        label: 'High error rate: share of errors over',
      },
      errorRateWindowMinutes: { ...MINUTES, default: 10, label: 'High error rate: window' },
      responseTimeMultiplier: {
        kind: 'number',
        min: 1,
        max: 1000,
        unit: '×',
        default: 2,
        label: 'Degradation: times the P95 baseline',
        description: "How far a window's average response time must be over the P95 that is usual for the service.",
      },
      cascadeServices: { kind: 'integer', min: 2, max: 1000, default: 2, label: 'Cascade: services failing' },
      cascadeWindowMinutes: { ...MINUTES, default: 5, label: 'Cascade: window' },
      minLogs: {
        kind: 'integer',
        min: 1,
        max: 1_000_000,
        default: 5,
        label: 'Fewest logs that are judged',
        description: 'A window with fewer logs than this is no evidence.',
      },
      rootCauseMinutes: { ...MINUTES, default: 10, label: 'Look for the cause back to' },
      perService: PER_SERVICE,
    },
  },
  health: {
    kind: 'group',
    label: 'Health',
    description: 'The points that each cause takes from 100.',
    settings: {
      errorRate: { ...POINTS, default: 30, label: 'Error rate, at most' },
      slowResponses: { ...POINTS, default: 20, label: 'Slow responses, at most' },
      lowSuccess: { ...POINTS, default: 20, label: 'Low success rate, at most' },
      anomalies: { ...POINTS, default: 15, label: 'Anomalies, at most' },
      criticalIncident: { ...POINTS, default: 5, label: 'Each critical incident' },
      highIncident: { ...POINTS, default: 2, label: 'Each high incident' },
      criticalCap: { ...POINTS, default: 45, label: 'Highest score during a critical incident' },
      highCap: { ...POINTS, default: 65, label: 'Highest score during a high incident' },
      formula: {
        kind: 'formula',
        variables: HEALTH_VARIABLES,
        default: '',
        placeholder: '100 - 15 * error_rate - 5 * anomaly_rate',
        label: 'Formula in place of the points',
        description: `Arithmetic over ${HEALTH_VARIABLES.join(', ')}; rates are percent.`,
      },
    },
  },
  patterns: {
    kind: 'list',
    maxItems: 100,
    default: [],
    label: 'Named patterns',
    description: 'Errors of your own that are counted by name.',
    of: {
      kind: 'group',
      label: 'Named pattern',
      settings: {
        name: { kind: 'text', maxLength: 200, required: true, label: 'Name', placeholder: 'Disk Full' },
        pattern: { kind: 'pattern', required: true, label: 'Pattern', placeholder: 'No space left on device' },
      },
    },
  },
} as const satisfies Table;

export type AnalysisOptions = Resolved<typeof ANALYSIS>;

/** Any part of the options may be left out, at the data source and at the query. */
export type PartialAnalysisOptions = Values<typeof ANALYSIS>;

export type ForestOptions = AnalysisOptions['forest'];
export type IncidentOptions = AnalysisOptions['incidents'];
export type HealthOptions = AnalysisOptions['health'];
export type NamedPattern = AnalysisOptions['patterns'][number];

export const DEFAULT_ANALYSIS_OPTIONS: AnalysisOptions = defaultsOf(ANALYSIS);
