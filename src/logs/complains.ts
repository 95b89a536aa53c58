import { WARNING } from './level';

/**
 * Whether a log says by itself that something is wrong, by its level or its HTTP status: others may use the same words
 * and mean nothing by them.
 */
export function complains(level: number, status: number): boolean {
  return level >= WARNING || status >= 400;
}
