import { type List, type Values } from './table/entry';

/** What of a service is trouble. */
const DIRECTIONS = {
  both: { label: 'either way' },
  up: { label: 'only more', description: 'More errors, slower responses: it may fall silent.' },
  down: {
    label: 'only silence',
    description: "That it falls silent: errors and slow responses are nobody's incident.",
  },
} as const;

/** Whether what is usual at a time of the day or of the week counts. */
const SEASONS = {
  auto: { label: 'by the hour' },
  none: { label: 'at any time the same' },
} as const;

/** Options of incidents that are other ones for some services. */
export const PER_SERVICE = {
  kind: 'list',
  maxItems: 200,
  default: [],
  label: 'Per service',
  description: 'For some services other values than for all; of two entries with the same service the first counts.',
  of: {
    kind: 'group',
    label: 'Settings of services',
    settings: {
      services: {
        kind: 'text',
        required: true,
        label: 'Services',
        placeholder: 'checkout, payment',
        description: 'Names, separated by commas.',
      },
      errorRateThreshold: {
        kind: 'number',
        moreThan: 0,
        max: 1,
        label: 'Share of errors over',
        placeholder: 'as for all',
      },
      responseTimeMultiplier: {
        kind: 'number',
        min: 1,
        max: 1000,
        unit: '×',
        label: 'Times the P95',
        placeholder: 'as for all',
      },
      minLogs: { kind: 'integer', min: 1, max: 1_000_000, label: 'Fewest logs', placeholder: 'as for all' },
      afterMinutes: {
        kind: 'number',
        min: 0,
        max: 1440,
        unit: 'min',
        label: 'Only what lasts',
        placeholder: '0',
        description: 'What is over sooner, or has not gone on for so long, is no incident of it.',
      },
      direction: { kind: 'choice', options: DIRECTIONS, label: 'Direction', placeholder: 'either way' },
      season: { kind: 'choice', options: SEASONS, label: 'Season', placeholder: 'by the hour' },
    },
  },
} as const satisfies List;

export type PerService = Values<typeof PER_SERVICE.of.settings>;
