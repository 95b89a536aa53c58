import { SettingsError } from '../../errors';
import { type FieldMapping, type GrafanaOptions } from '../../query/settings';
import { type StoreConnection } from '../http/connection';
import { type LogSource } from '../source';

/** To be filled in. */
export function grafanaSource(_connection: StoreConnection, _options: GrafanaOptions, _mapping: FieldMapping): LogSource {
  throw new SettingsError('This source is not there yet: choose another one.');
}
