import { type Analysis } from '../../analysis/model/analysis';
import { type Mode, type SeismologSettings } from '../../query/settings';
import { type FakeDocument } from '../../sources/elasticsearch/testing/fakeModel';
import { analyzeIn, type Asked, START } from './modes';

export const MAPPING = {
  '@timestamp': 'date_nanos',
  'log.level': 'keyword',
  'service.name': 'keyword',
  message: 'text',
  'event.duration': 'long',
  'http.response.status_code': 'short',
};

/** The analysis of ten minutes from START, unless it is asked for others. */
export function analyse(url: string, mode: Mode, asked: Partial<Asked> = {}): Promise<Analysis> {
  const settings: SeismologSettings = { source: 'elasticsearch', ...asked.settings };
  return analyzeIn(url, mode, { ...asked, settings });
}

/** A document `ms` (and `ns`) after START. */
export const documentAt = (ms: number, source: Record<string, unknown>, ns = 0): FakeDocument => ({
  id: `${ms}-${ns}-${JSON.stringify(source)}`,
  shard: ms % 3,
  timeMs: START + ms,
  source: {
    '@timestamp': `${new Date(START + ms).toISOString().slice(0, -1)}${String(ns).padStart(6, '0')}Z`,
    ...source,
  },
});

/** What the notices say, each behind its severity. */
export const texts = ({ notices }: Analysis) => notices.map(({ severity, text }) => `${severity} ${text}`);
