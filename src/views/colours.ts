import { HEALTH_BANDS } from '../analysis/model/health';
import { type Severity } from '../analysis/model/analysis';
import { type Level } from '../logs/level';
import { type FieldConfig } from './frame';

/* Names of Grafana's palette, which has a shade of each for its dark and its light theme. */

/** As Grafana's own logs panel colours them; its yellow can hardly be read on its light theme. */
export const LEVEL_COLOURS: Readonly<Record<Level, string>> = {
  DEBUG: 'blue',
  INFO: 'green',
  WARNING: 'dark-yellow',
  ERROR: 'red',
  CRITICAL: 'purple',
  UNKNOWN: 'gray',
};

export const SEVERITY_COLOURS: Readonly<Record<Severity, string>> = {
  CRITICAL: 'red',
  HIGH: 'orange',
  MEDIUM: 'dark-yellow',
};

/** Health from 0 to 100, coloured by its status: CRITICAL, WARNING, GOOD, EXCELLENT. No number says UNKNOWN. */
export const HEALTH_CONFIG: FieldConfig = {
  unit: 'none',
  decimals: 1,
  min: 0,
  max: 100,
  thresholds: {
    mode: 'absolute',
    steps: [
      { value: null, color: 'red' },
      { value: HEALTH_BANDS.WARNING, color: 'orange' },
      { value: HEALTH_BANDS.GOOD, color: 'green' },
      { value: HEALTH_BANDS.EXCELLENT, color: 'semi-dark-green' },
    ],
  },
  mappings: [
    {
      type: 'special',
      options: { match: 'null+nan', result: { text: 'UNKNOWN', color: LEVEL_COLOURS.UNKNOWN, index: 0 } },
    },
  ],
};

export function fixed(fixedColor: string): FieldConfig['color'] {
  return { mode: 'fixed', fixedColor };
}

/** Colours the words of a text field. */
export function colouredWords(colours: Readonly<Record<string, string>>): FieldConfig['mappings'] {
  const options = Object.fromEntries(Object.entries(colours).map(([word, color], index) => [word, { color, index }]));
  return [{ type: 'value', options }];
}
