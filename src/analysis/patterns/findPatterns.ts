import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type NamedPattern } from '../../query/options';
import { type PatternSummary } from '../analysis';
import { hash } from '../statistics/hash';

interface Counted {
  count: number;
  services: Set<string>;
  firstMs: number;
  lastMs: number;
}

/** Counts error messages as they stand: each message is its own template. */
export function findPatterns(table: LogTable, named: NamedPattern[], checkpoint: () => void): PatternSummary {
  checkpoint();
  const kinds = new Map<number, Counted>();
  for (let row = 0; row < table.length; row++) {
    if (table.level[row] < ERROR) {
      continue;
    }
    const code = table.message.codes[row];
    const timeMs = table.timeMs[row];
    const kind = kinds.get(code) ?? { count: 0, services: new Set<string>(), firstMs: timeMs, lastMs: timeMs };
    kind.count++;
    kind.services.add(table.service.values[table.service.codes[row]]);
    kind.lastMs = timeMs;
    kinds.set(code, kind);
  }
  const errors = [...kinds]
    .map(([code, { count, services, firstMs, lastMs }]) => {
      const message = table.message.values[code];
      const id = hash(message);
      return { id, template: message, example: message, count, services: [...services].sort(), firstMs, lastMs };
    })
    .sort((a, b) => b.count - a.count || (a.template < b.template ? -1 : 1));
  return { errorTypes: errors.length, errors, pairs: [], named: named.map(({ name }) => ({ name, count: 0 })) };
}
