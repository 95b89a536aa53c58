import { SettingsError } from '../../errors';
import { type FieldMapping, type ElasticsearchOptions } from '../../query/settings';
import { type StoreConnection } from '../http/connection';
import { type LogSource } from '../source';

/** To be filled in. */
export function elasticsearchSource(_connection: StoreConnection, _options: ElasticsearchOptions, _mapping: FieldMapping): LogSource {
  throw new SettingsError('This source is not there yet: choose another one.');
}
