import { type LogTable } from '../../logs/logTable';
import { mineTemplates } from '../patterns/mineTemplates';
import { type Kinds, messageKinds } from './kinds';

/** What features are made of: the numbers of a table, and of which kind each message is. */
export interface LogFigures extends Pick<
  LogTable,
  'length' | 'timeMs' | 'service' | 'level' | 'responseTime' | 'statusCode'
> {
  readonly messageKind: Kinds;
}

/** @param templateOf the template of each different message, as a number */
export function figuresOf(
  table: LogTable,
  templateOf = mineTemplates(table.message.values, () => undefined).templateOf
): LogFigures {
  const { length, timeMs, service, level, responseTime, statusCode } = table;
  return { length, timeMs, service, level, responseTime, statusCode, messageKind: messageKinds(table, templateOf) };
}
