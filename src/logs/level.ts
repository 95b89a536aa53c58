/** Levels in order of severity; a level's code is its index. */
export const LEVELS = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;

export type Level = (typeof LEVELS)[number];

export const DEBUG = 0;
export const INFO = 1;
export const WARNING = 2;
export const ERROR = 3;
export const CRITICAL = 4;
