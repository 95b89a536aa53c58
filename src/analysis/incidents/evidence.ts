/** What a rule saw, for people. */
export interface Evidence {
  readonly text: string;
  /** What was measured. Of the same measure of a service one figure is given, beside all that it was held against. */
  readonly measure?: 'errors' | 'response time';
  /** What the figure was held against: "threshold 30%", "usually 1.1%". */
  readonly against?: readonly string[];
  /** Name of the service, where it is one of several. */
  readonly service?: string;
}

/**
 * Each thing once: the first text stays, and what a later figure of the same measure was held against is given with it.
 */
export function mergeEvidence(all: readonly Evidence[]): Evidence[] {
  const merged = new Map<string, Evidence>();
  for (const one of all) {
    const key = JSON.stringify([one.service, one.measure ?? one.text]);
    const first = merged.get(key);
    merged.set(key, first ? { ...first, against: union(first.against, one.against) } : one);
  }
  return [...merged.values()];
}

/** "database: 41% errors (63 of 154 logs), threshold 30%, usually 1.1%" */
export function evidenceText({ text, against = [], service }: Evidence): string {
  return `${service === undefined ? '' : `${service}: `}${[text, ...against].join(', ')}`;
}

function union(a: readonly string[] = [], b: readonly string[] = []): string[] {
  return [...new Set([...a, ...b])];
}
