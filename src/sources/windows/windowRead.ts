import { type Notice } from '../../logs/notice';
import { type WindowRead } from '../source';
import { type KnownWindows } from './knownWindows';
import { windowNotices, type WindowWords } from './notices';
import { countsOfRange } from './responseTimes';
import { windowTableOf } from './serviceColumns';

/** What was read of a range, with its notices: those of every store, then what only this one has to say. */
export function windowReadOf(known: KnownWindows, words: WindowWords, own: readonly Notice[]): WindowRead {
  const { columns, responses, sampled, requests } = known;
  const counts = countsOfRange(columns.services, responses);
  const hasResponses = counts.values.length > 0;
  const estimated = hasResponses ? words.responseTimes : '';
  return {
    windows: windowTableOf(columns),
    ...(hasResponses && { responseTimes: counts }),
    sample: sampled.sample,
    notices: [...windowNotices({ ...words, responseTimes: estimated, columns, sampled, requests }), ...own],
  };
}
