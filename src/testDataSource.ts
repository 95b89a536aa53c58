import { type DataSourceInstanceSettings, PluginType } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { SeismologDataSource } from './datasource';
import { PLUGIN_ID, type SeismologSettings } from './query/settings';

/** For tests: a data source with the given settings; `variables` are filled into `$name`. */
export function createDataSource(
  jsonData: SeismologSettings = {},
  variables: Record<string, string | string[]> = {}
): SeismologDataSource {
  const settings: DataSourceInstanceSettings<SeismologSettings> = {
    id: 1,
    uid: 'seismolog',
    type: PLUGIN_ID,
    name: 'Seismolog',
    access: 'proxy',
    readOnly: false,
    jsonData,
    meta: {
      id: PLUGIN_ID,
      name: 'Seismolog',
      type: PluginType.datasource,
      module: '',
      baseUrl: '',
      info: {
        author: { name: '' },
        description: '',
        links: [],
        logos: { small: '', large: '' },
        screenshots: [],
        updated: '',
        version: '',
      },
    },
  };
  return new SeismologDataSource(settings, templateSrv(variables));
}

function templateSrv(variables: Record<string, string | string[]>): TemplateSrv {
  const replace: TemplateSrv['replace'] = (text = '', _scope, format) =>
    text.replace(/\$(\w+)/g, (whole, name) => {
      const value = variables[name];
      if (value === undefined) {
        return whole;
      }
      return typeof format === 'function' ? format(value, {}, () => '') : String(value);
    });
  return { replace, getVariables: () => [], containsTemplate: () => false, updateTimeRange: () => undefined };
}
