import { type DataSourceInstanceSettings, DataSourcePlugin } from '@grafana/data';
import { ConfigEditor, QueryEditor, QueryHelp, VariableEditor } from './components/lazyEditors';
import { SeismologDataSource } from './datasource';
import { type SeismologQuery } from './query/query';
import { type SeismologSecureSettings, type SeismologSettings } from './query/settings';
import { SeismologVariableSupport } from './variableSupport';

/** With an editor of variables, which the data source itself can't name: editors are made for it. */
class DataSource extends SeismologDataSource {
  constructor(settings: DataSourceInstanceSettings<SeismologSettings>) {
    super(settings);
    this.variables = new SeismologVariableSupport<SeismologDataSource>(this, VariableEditor);
  }
}

export const plugin = new DataSourcePlugin<DataSource, SeismologQuery, SeismologSettings, SeismologSecureSettings>(
  DataSource
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryHelp);
