import { DataSourcePlugin } from '@grafana/data';
import { ConfigEditor, QueryEditor } from './components/lazyEditors';
import { SeismologDataSource } from './datasource';
import { type SeismologQuery } from './query/query';
import { type SeismologSecureSettings, type SeismologSettings } from './query/settings';

export const plugin = new DataSourcePlugin<
  SeismologDataSource,
  SeismologQuery,
  SeismologSettings,
  SeismologSecureSettings
>(SeismologDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
