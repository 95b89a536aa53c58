import { type LogTable } from '../../logs/logTable';

/** The logs of a file, and what has to be said of them. */
export interface FileLogs {
  table: LogTable;
  /** Logs whose level is not known: they name none, and no status that stands for one. */
  withoutLevel: number;
  /** Logs that name no service: the file's name stands for it. */
  withoutService: number;
  /** Logs whose time lacked the date or the year. */
  partialTimes: number;
}
