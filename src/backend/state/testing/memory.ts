import { type Known, type Memory, NOTHING_KNOWN } from '../known';

/** Remembers as the state does, without a database. */
export function createMemory(): Memory {
  const all = new Map<string, Known>();
  return {
    recall: (key) => Promise.resolve(all.get(key) ?? NOTHING_KNOWN),
    remember(key, { incidents, templates = [], forecasts = [], services = [] }) {
      const before = all.get(key) ?? NOTHING_KNOWN;
      const after = {
        incidents: incidents ?? before.incidents,
        templates: replaced(before.templates, templates, ({ id }) => id),
        services: replaced(before.services, services, ({ id }) => id),
        forecasts: replaced(before.forecasts, forecasts, ({ id, madeMs }) => `${id} ${madeMs}`),
      };
      all.set(key, after);
    },
  };
}

function replaced<T>(before: readonly T[], changes: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map([...before, ...changes].map((item) => [keyOf(item), item])).values()];
}
