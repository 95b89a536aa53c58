import { type LogTable } from '../../logs/logTable';
import { type Notice } from '../../logs/notice';
import { type Spent } from '../../logs/spent';
import { type WindowTable } from '../../logs/windowTable';
import { type KnownEvent } from '../../query/calendar';
import { type AnalysisOptions } from '../../query/options';
import { type DetectedAnomalies } from '../anomalies/detectAnomalies';
import { type MinedTemplates } from '../messages/templates/mineTemplates';
import { type Analysis } from '../model/analysis';
import { type MatchedMessages } from '../patterns/namedPatterns';
import { type TimeRange } from '../windows/grid';
import { type Summary } from '../windows/totals';
import { type WindowCounts } from '../windows/windowCounts';

/**
 * What was found in a span of time: the range that is looked at and, before it, what was learned from. All of it is
 * known before anyone looks at a part, and is the same whatever part that is.
 */
export interface Judged extends Pick<
  Analysis,
  'incidents' | 'forecasts' | 'forecastRecord' | 'dependencies' | 'baselines'
> {
  readonly span: TimeRange;
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  /** Of all logs; services in the order of `windows.services`. */
  readonly summary: Summary;
  /** The same without what people know is not usual. */
  readonly usual: Summary;
  readonly events: readonly KnownEvent[];
  /** Anomalies, cells as in `windows`. */
  readonly anomaliesPerWindow: Uint32Array;
  /** What is unusual is not known yet. */
  readonly isLearning: boolean;
  readonly options: AnalysisOptions;
  readonly seconds: Analysis['seconds'];
  /** Left out where no store was asked. */
  readonly spent?: Spent;
}

/** The same with the logs themselves, so that any range of the span can be looked at. */
export interface JudgedLogs extends Judged {
  /** In order of time. */
  readonly table: LogTable;
  /** Of what came before this time (ms) nothing is known. Left out: all of what is looked at was read. */
  readonly knownFromMs?: number;
  readonly notices: readonly Notice[];
  readonly mined: MinedTemplates;
  readonly named: readonly MatchedMessages[];
  readonly anomalies: DetectedAnomalies;
}

/** What was counted in a range. */
export interface Counted extends Pick<Analysis, 'range' | 'anomalies' | 'patterns' | 'responseTimes'> {
  readonly notices: readonly Notice[];
  readonly windows: WindowTable;
  readonly counts: WindowCounts;
  /** Services in the order of `windows.services`. */
  readonly summary: Summary;
}

/** The same of logs that the store counted: shorter ranges of the span are counted by themselves. */
export interface JudgedWindows extends Judged {
  /** Of the whole span. */
  readonly counted: Counted;
}
