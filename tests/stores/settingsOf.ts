import { type ResolvedSettings } from '../../src/query/resolved';
import { type SeismologSettings } from '../../src/query/settings';
import { parseSettings } from '../../src/query/validation';

/** The settings of a data source without a login. */
export function settingsOf(url: string, jsonData: SeismologSettings): ResolvedSettings {
  return parseSettings({ jsonData, secureJsonData: {}, url, basicAuth: false, basicAuthUser: '' });
}
