import { droppedNotices } from '../analysis/windows/droppedNotices';
import { whole } from '../format/format';
import { UNKNOWN } from '../logs/level';
import { type LogTable } from '../logs/logTable';
import { type Notice } from '../logs/notice';
import { type AssumedLevels, reasonsOf } from './assumedLevels';

/** What was found in how many logs, added up over the tables in which they are read. */
export class ParseCounts {
  logs = 0;
  private levels = 0;
  private statuses = 0;
  private responseTimes = 0;
  private services = 0;
  private traces = 0;
  private dropped = 0;
  private readonly assumed = { unnamed: 0, unmarked: 0 };

  add(table: LogTable, { unnamed, unmarked }: AssumedLevels): void {
    const { service, traceId } = table;
    for (let row = 0; row < table.length; row++) {
      this.levels += table.level[row] !== UNKNOWN ? 1 : 0;
      this.statuses += table.statusCode[row] > 0 ? 1 : 0;
      this.responseTimes += Number.isNaN(table.responseTime[row]) ? 0 : 1;
      this.services += service.values[service.codes[row]] !== '' ? 1 : 0;
      this.traces += traceId.values.at(traceId.codes[row]) !== '' ? 1 : 0;
    }
    this.logs += table.length;
    this.dropped += table.droppedAtMs?.length ?? 0;
    this.assumed.unnamed += unnamed;
    this.assumed.unmarked += unmarked;
  }

  /**
   * What was found, and what was not understood, in lines for people.
   * @param withoutService logs that name no service, so that their file's name stands for it
   */
  summary(notices: readonly Notice[], withoutService = 0): string[] {
    const total = whole(this.logs);
    const line = (name: string, found: number): string => `${name}: in ${whole(found)} of ${total} logs`;
    return [
      `${total} logs`,
      line('level', this.levels),
      ...reasonsOf(this.assumed),
      line('status', this.statuses),
      line('response time', this.responseTimes),
      line('service', this.services - withoutService),
      line('trace id', this.traces),
      ...[...notices, ...droppedNotices(this.dropped)].map(({ severity, text }) => `${severity}: ${text}`),
    ];
  }
}
