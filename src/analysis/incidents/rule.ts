import { type IncidentOptions } from '../../query/options';
import { type Dependency, type IncidentType, type Severity } from '../model/analysis';
import { type WindowCounts } from '../windows/windowCounts';
import { type WindowTable } from '../../logs/windowTable';
import { type Evidence } from './evidence';
import { type LineEvidence } from '../evidence/lineEvidence';
import { type ServiceSeries } from '../series/serviceSeries';
import { type SameTime } from '../windows/sameTime';
import { type Silence } from '../windows/silences';
import { type TotalSilence } from '../windows/totalSilence';

/**
 * What rules are given: numbers per window, however they were counted, and what the lines say, where lines were read.
 */
export interface RuleInput {
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  /** Each service's P95 over the whole range (ms; NaN: no response times), in the order of `windows.services`. */
  readonly baselineP95: Float64Array;
  /** Left out: looked for. */
  readonly silences?: readonly Silence[];
  /** In the order of `windows.services`; left out: counted. */
  readonly series?: readonly ServiceSeries[];
  readonly lines: LineEvidence;
  /** Who calls whom; left out: not known. */
  readonly dependencies?: readonly Dependency[];
  readonly options: IncidentOptions;
  /** Left out: by the clock of UTC. */
  readonly sameTime?: SameTime;
  /** When the logs were read, ms since the epoch: later ones could not be there yet. Left out: all are there. */
  readonly readAtMs?: number;
}

/** As rules are given it. */
export interface RuleContext extends RuleInput {
  /**
   * 1 for a window in which nothing was logged by any service, though much was before and after: nothing is joined
   * across it.
   */
  readonly gaps: Uint8Array;
  readonly silences: readonly Silence[];
  /** Left out: somebody logs. */
  readonly totalSilence?: TotalSilence;
  readonly series: readonly ServiceSeries[];
  readonly sameTime: SameTime;
}

/** A stretch of windows in which a rule was broken. */
export interface Finding {
  readonly type: IncidentType;
  /** Which of several kinds of that type: findings of different kinds are not merged. */
  readonly kind?: string;
  readonly severity: Severity;
  /** Indexes into `windows.services`, the worst hit first. */
  readonly services: readonly number[];
  /** Traces show where it is: what they do not pass through has nothing to do with it. */
  readonly isTraced?: boolean;
  /** It names who or what did it: its texts say more than those of a finding that counts. */
  readonly isNamed?: boolean;
  /** The logs do not show which of the two it is, the first of `services` being the likelier: indexes as there. */
  readonly segment?: { readonly caller: number; readonly called: number };
  /** The first window and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** It ended where `to` is, however little came since: a silence ends with the first log. */
  readonly isOver?: boolean;
  /** Whether less came than is usual, or more. Left out: more. */
  readonly direction?: 'down';
  /** Standard deviations from what is usual, where the rule measures them. */
  readonly strength?: number;
  readonly description: string;
  readonly recommendation: string;
  readonly evidence: readonly Evidence[];
}

/** One file a rule, one line in the registry. */
export type IncidentRule = (context: RuleContext) => Finding[];
