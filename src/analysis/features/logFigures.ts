import { type LogTable } from '../../logs/logTable';
import { levelsWithoutDumps } from '../messages/dumpLines';
import { mineTemplates } from '../messages/templates/mineTemplates';

/** What features are made of: the numbers of a table, dump lines without a level, and each message's template. */
export interface LogFigures extends Pick<
  LogTable,
  'length' | 'timeMs' | 'service' | 'level' | 'responseTime' | 'statusCode' | 'message'
> {
  /** By message code; those below 0 are of one kind. */
  readonly templateOf: Int32Array;
}

/** @param templateOf the template of each different message, as a number */
export function figuresOf(
  table: LogTable,
  templateOf = mineTemplates(table.message.values, () => undefined).templateOf
): LogFigures {
  const { length, timeMs, service, responseTime, statusCode, message } = table;
  const level = levelsWithoutDumps(table, templateOf);
  return { length, timeMs, service, level, responseTime, statusCode, message, templateOf };
}
