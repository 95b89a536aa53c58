import { plural } from '../../format/format';
import { type Notice } from '../../logs/notice';

/** Response times that were read and cannot be any. */
export function droppedNotices(dropped: number): Notice[] {
  const text = `${plural(dropped, 'response time')} left out: not finite, negative or longer than 100 years. Check the field and its unit in the data source's settings.`;
  return dropped > 0 ? [{ severity: 'warning', text }] : [];
}
