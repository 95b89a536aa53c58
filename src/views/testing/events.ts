import { type KnownEvent } from '../../query/calendar';
import { DAY } from '../../time/units';
import { END_MS, OUTAGE_MS, START_MS, WINDOW_MS } from './windows';

/** A public holiday, and the maintenance of one service. */
export const EVENTS: KnownEvent[] = [
  { name: 'National holiday', fromMs: END_MS - DAY, toMs: END_MS, services: [], isMuted: false },
  {
    name: 'Database upgrade',
    fromMs: START_MS + WINDOW_MS,
    toMs: OUTAGE_MS + WINDOW_MS,
    services: ['database'],
    isMuted: true,
  },
  {
    name: 'The database ran out of connections',
    fromMs: OUTAGE_MS - WINDOW_MS,
    toMs: OUTAGE_MS + 2 * WINDOW_MS,
    services: ['database'],
    isMuted: false,
    mark: 'incident',
  },
];
