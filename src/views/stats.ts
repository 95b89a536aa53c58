import { type Analysis } from '../analysis/model/analysis';
import { type Stat } from './frame';

/** What reading the logs took, as Grafana's inspector shows it; empty where no store was asked. */
export function statsOf({ spent, seconds }: Pick<Analysis, 'spent' | 'seconds'>): Stat[] {
  if (!spent) {
    return [];
  }
  const reading = seconds.read ?? seconds.count;
  return [
    { displayName: 'Requests to the store', value: spent.requests },
    { displayName: 'Received from the store', value: spent.bytes, unit: 'decbytes' },
    ...(reading === undefined ? [] : [{ displayName: 'Time of reading', value: reading, unit: 's' }]),
  ];
}
