import { createHash } from 'node:crypto';
import { isObject } from '../../objects';
import { type AnalysisOptions, DEFAULT_ANALYSIS_OPTIONS } from '../../query/options';
import { type Instance } from '../instance';

/**
 * By what is known of some logs is kept: differs between data sources, what they read and how it is analysed. It stays
 * the same when the plugin is started again, also a newer one that has more options. Holds no secret.
 */
export function stateKey({ identity }: Pick<Instance, 'identity'>, expr: string, options: AnalysisOptions): string {
  const parts = JSON.stringify([identity, expr, changed(options, DEFAULT_ANALYSIS_OPTIONS) ?? {}]);
  return createHash('sha256').update(parts).digest('base64url');
}

/** What of plain data is not as by default, its names in order; undefined where all is. */
function changed(value: unknown, byDefault: unknown): unknown {
  if (!isObject(value) || !isObject(byDefault)) {
    return JSON.stringify(value) === JSON.stringify(byDefault) ? undefined : value;
  }
  const entries = Object.keys(value)
    .sort()
    .map((name) => [name, changed(value[name], byDefault[name])] as const)
    .filter(([, change]) => change !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
