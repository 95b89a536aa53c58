import { type LogTable } from '../../logs/logTable';

/** The logs of a file, and what has to be said of them. */
export interface FileLogs {
  table: LogTable;
  /** Logs in which no level was recognised: they count as INFO. */
  withoutLevel: number;
  /** Logs whose time lacked the date or the year. */
  partialTimes: number;
}
