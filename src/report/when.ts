import { type Incident } from '../analysis/model/analysis';
import { dateTime } from '../format/dateTime';
import { duration } from '../format/durations';

/** "2024-10-29 14:23:45 for 20 minutes, under way". */
export function when({ startMs, endMs, ongoing }: Pick<Incident, 'startMs' | 'endMs' | 'ongoing'>): string {
  return `${dateTime(startMs)} for ${duration(endMs - startMs)}${ongoing ? ', under way' : ''}`;
}
