import { WARNING } from './level';

/** Whether a log says by itself that something is wrong: by its level or its HTTP status. */
export function complains({ level, statusCode }: { level: number; statusCode: number }): boolean {
  return level >= WARNING || statusCode >= 400;
}
