import { PLUGIN_ID } from '../../../query/settings';
import { type Options } from '../update';

/** For tests: a data source as its settings page gets it. */
export function createOptions(given: Partial<Options> = {}): Options {
  return {
    id: 1,
    uid: 'seismolog',
    orgId: 1,
    name: 'Seismolog',
    type: PLUGIN_ID,
    typeName: 'Seismolog',
    typeLogoUrl: '',
    access: 'proxy',
    url: '',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    readOnly: false,
    withCredentials: false,
    jsonData: {},
    secureJsonFields: {},
    ...given,
  };
}
