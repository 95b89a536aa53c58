import { type ResolvedSettings } from '../query/resolved';
import { type SourceType } from '../query/sources';
import { elasticsearchSource } from './elasticsearch/elasticsearchSource';
import { generatedSource } from './generated/generatedSource';
import { grafanaSource } from './grafana/grafanaSource';
import { lokiSource } from './loki/lokiSource';
import { saysNoSecrets } from './saysNoSecrets';
import { type LogSource } from './source';
import { victoriaLogsSource } from './victorialogs/victoriaLogsSource';

const SOURCES: Readonly<Record<SourceType, (settings: ResolvedSettings) => LogSource>> = {
  generated: ({ generated }) => generatedSource(generated),
  loki: ({ connection, fields }) => lokiSource(connection, { mapping: fields }),
  elasticsearch: ({ connection, elasticsearch, fields }) => elasticsearchSource(connection, elasticsearch, fields),
  victorialogs: ({ connection, fields }) => victoriaLogsSource(connection, fields),
  grafana: ({ connection, grafana, fields }) => grafanaSource(connection, grafana, fields),
};

/**
 * The source that the settings name.
 * @throws SettingsError where it can't be made of them
 */
export function createSource(settings: ResolvedSettings): LogSource {
  return saysNoSecrets(SOURCES[settings.source](settings), settings.connection);
}
