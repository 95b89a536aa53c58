import { type LogTable } from '../../logs/logTable';
import { type ForestOptions } from '../../query/options';
import { type AnomalySummary } from '../analysis';
import { type WindowTable } from '../windows';

/** Flags nothing: the forest is still to come, and says so by its status. */
export function detectAnomalies(
  _table: LogTable,
  windows: WindowTable,
  _options: ForestOptions,
  _checkpoint: () => void
): AnomalySummary {
  const perWindow = new Uint32Array(windows.services.length * windows.windows);
  return { status: 'learning', count: 0, rate: 0, threshold: -1, perWindow, items: [], episodes: [] };
}
