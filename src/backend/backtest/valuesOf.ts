import { type Labels } from '../../query/backtest';
import { type Frame } from '../../views/frame';

/** A value as a rule gets it, under labels that no other one has. */
export interface LabelledValue {
  readonly labels: Labels;
  readonly value: number;
}

/** What a rule reads of the frames of a view: of a series its last value. None where there is no data. */
export function valuesOf(frames: readonly Frame[]): LabelledValue[] {
  return frames
    .flatMap(({ fields, meta }) => {
      const texts = fields.filter((field) => field.type === 'string');
      const numbers = fields.filter((field) => field.type === 'number');
      return numbers.flatMap(({ values, labels = {} }) =>
        meta.type === 'numeric-long'
          ? Array.from(values, (value, row) => ({
              labels: Object.fromEntries(texts.map((text) => [text.name, text.values[row]])),
              value,
            }))
          : [{ labels, value: values.findLast((value) => !Number.isNaN(value)) ?? NaN }]
      );
    })
    .filter(({ value }) => !Number.isNaN(value));
}
