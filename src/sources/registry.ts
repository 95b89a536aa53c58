import { type ResolvedSettings } from '../query/resolved';
import { type SourceType } from '../query/settings';
import { generatedSource } from './generated/generatedSource';
import { lokiSource } from './loki/lokiSource';
import { type LogSource } from './source';

const SOURCES: Readonly<Record<SourceType, (settings: ResolvedSettings) => LogSource>> = {
  generated: ({ generated }) => generatedSource(generated),
  loki: ({ connection, fields }) => lokiSource(connection, { mapping: fields }),
};

/**
 * The source that the settings name.
 * @throws SettingsError where it can't be made of them
 */
export function createSource(settings: ResolvedSettings): LogSource {
  return SOURCES[settings.source](settings);
}
