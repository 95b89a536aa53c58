/**
 * Levels in order of severity; a level's code is its index. A log whose level is not known comes before all others, as
 * 0 is the unspecified severity in OpenTelemetry: no comparison takes it for severe.
 */
export const LEVELS = ['UNKNOWN', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;

export type Level = (typeof LEVELS)[number];

export const UNKNOWN = 0;
export const DEBUG = 1;
export const INFO = 2;
export const WARNING = 3;
export const ERROR = 4;
export const CRITICAL = 5;

/**
 * The level that an HTTP status stands for, where a log names none: 500 and above ERROR, the 400s WARNING, others INFO;
 * 0, no status: UNKNOWN.
 */
export function levelOfStatus(status: number): number {
  if (status >= 400) {
    return status >= 500 ? ERROR : WARNING;
  }
  return status > 0 ? INFO : UNKNOWN;
}
