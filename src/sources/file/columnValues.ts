import { producerOf, signOf } from '../../logs/fields/producers';
import { recogniseField } from '../../logs/fieldNames';
import { parseSeverityWord } from '../../logs/levels/parseLevel';
import { type LearnedValues } from '../../logs/values/learnedValues';
import { ValueSample } from '../../logs/values/valueSample';
import { type FieldMapping } from '../../query/settings';
import { type Row } from './tableRows';

const NUMBER = /^\d+(?:\.\d+)?$/;

/** In which unit, and on which scale, the numbers of a table's columns are: as the first rows show. */
export function learnColumns(names: readonly string[], rows: readonly Row[], mapping: FieldMapping): LearnedValues {
  const sample = new ValueSample();
  const fields = names.map((name) => recogniseField(name.split('.'), mapping));
  for (const { cells } of rows) {
    fields.forEach((field, column) => {
      const cell = cells[column];
      if (field && !field.hasUnit && NUMBER.test(cell)) {
        if (field.role === 'responseTime') {
          sample.addResponseTime(field, Number(cell));
        } else if (field.role === 'level') {
          sample.addLevel(field, Number(cell));
        }
      }
    });
  }
  return sample.learn();
}

/**
 * Whether columns mean more than their names say: `status` may hold levels, and some producers use names in their own
 * way.
 */
export function needParser(names: readonly string[], rows: readonly Row[], mapping: FieldMapping): boolean {
  const signs = names.reduce((all, name) => all | signOf(name.split('.')), 0);
  if (producerOf(signs) !== undefined) {
    return true;
  }
  return names.some((name, column) => {
    const field = recogniseField(name.split('.'), mapping);
    return field?.levelIf !== undefined && rows.some(({ cells }) => parseSeverityWord(cells[column]) !== undefined);
  });
}
