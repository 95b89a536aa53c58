import { type LogTable } from '../../logs/logTable';
import { mineTemplates } from '../messages/templates/mineTemplates';

/** What features are made of: the numbers of a table, and of which template each message is. */
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
  const { length, timeMs, service, level, responseTime, statusCode, message } = table;
  return { length, timeMs, service, level, responseTime, statusCode, message, templateOf };
}
