import { type Known, type Memory, NOTHING_KNOWN } from '../known';

/** Remembers as the state does, without a database. */
export function createMemory(): Memory {
  const all = new Map<string, Known>();
  return {
    recall: (key) => Promise.resolve(all.get(key) ?? NOTHING_KNOWN),
    remember(key, { incidents, templates }) {
      const known = [...(all.get(key)?.templates ?? []), ...templates];
      all.set(key, { incidents, templates: [...new Map(known.map((template) => [template.id, template])).values()] });
    },
  };
}
