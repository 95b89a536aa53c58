import { type Notice } from '../../logs/notice';

export interface PatternSummary {
  /** The different kinds of error. */
  readonly errorTypes: number;
  /** Most frequent first, all of them; the counts sum to the errors. */
  readonly errors: readonly ErrorPattern[];
  /** The kinds of all messages, most frequent first; the counts sum to the logs. */
  readonly templates: readonly LogPattern[];
  /** Pairs of error types that come together in time, the most correlated first. */
  readonly pairs: readonly CorrelatedPair[];
  /** In the order of the settings. */
  readonly named: readonly NamedPatternCount[];
  /** What was cut. */
  readonly notices: readonly Notice[];
}

export interface ErrorPattern {
  /** Stable for the same template. */
  readonly id: string;
  /** The message with its variable parts as <*>. */
  readonly template: string;
  readonly example: string;
  readonly count: number;
  readonly services: readonly string[];
  readonly firstMs: number;
  readonly lastMs: number;
  readonly trend: 'RISING' | 'FALLING' | 'STABLE';
  /** First seen in the last tenth of the range although there were logs before. */
  readonly isNew: boolean;
  /** Regular at first and then no more. */
  readonly isVanished: boolean;
  /** Logs in each of 24 equal parts of the time from the first log to the last. */
  readonly counts: Uint32Array;
}

export interface LogPattern extends ErrorPattern {
  /** By level code. */
  readonly byLevel: readonly number[];
}

export interface CorrelatedPair {
  /** Templates; `first` is the one that leads. */
  readonly first: string;
  readonly second: string;
  /** Pearson's r of their counts per 5 minutes, above 0 and at most 1. */
  readonly correlation: number;
  /** By how much the first leads: 0, 5, 10 or 15. */
  readonly lagMinutes: number;
  /** Spans of 5 minutes that have both, the lag allowed for. */
  readonly commonBins: number;
}

export interface NamedPatternCount {
  readonly name: string;
  readonly count: number;
}
