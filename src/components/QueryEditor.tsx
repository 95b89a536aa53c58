import { CoreApp, type QueryEditorProps } from '@grafana/data';
import { EditorField, EditorHeader, EditorRow, EditorRows, InlineSelect, RunQueryButton } from '@grafana/plugin-ui';
import { Alert, TextArea } from '@grafana/ui';
import { type KeyboardEvent, type ReactElement, useId } from 'react';
import { type SeismologDataSource } from '../datasource';
import { DEFAULT_VIEW, type SeismologQuery } from '../query/query';
import { type SeismologSettings } from '../query/settings';
import { VIEW_INFO, VIEW_TYPES, type ViewType } from '../query/views';
import { QueryOptions } from './QueryOptions';

export type Props = QueryEditorProps<SeismologDataSource, SeismologQuery, SeismologSettings>;

export function QueryEditor({ query, onChange, onRunQuery, datasource, app }: Props): ReactElement {
  const exprId = useId();
  const view = query.queryType ?? DEFAULT_VIEW;
  const inAlertRule = app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting;
  const views = VIEW_TYPES.filter((type) => !inAlertRule || VIEW_INFO[type].alertable || type === view);

  const changeAndRun = (change: Partial<SeismologQuery>) => {
    onChange({ ...query, ...change });
    onRunQuery();
  };
  const runOnShiftEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault();
      onRunQuery();
    }
  };

  return (
    <>
      <EditorHeader>
        <InlineSelect
          label="View"
          width={40}
          options={views.map((value) => ({ value, ...VIEW_INFO[value] }))}
          value={view}
          onChange={({ value }) => changeAndRun({ queryType: value as ViewType })}
        />
        <RunQueryButton onClick={onRunQuery} />
      </EditorHeader>
      {inAlertRule && !VIEW_INFO[view].alertable && (
        <Alert
          severity="warning"
          title={`An alert rule cannot read "${VIEW_INFO[view].label}". Choose another view.`}
        />
      )}
      <EditorRows>
        {datasource.source === 'loki' && (
          <EditorRow>
            <EditorField label="Logs" width="100%" tooltip="A LogQL selector of log lines. Shift+Enter runs it.">
              <TextArea
                id={exprId}
                rows={1}
                placeholder={datasource.defaultExpr || '{service_name=~".+"}'}
                value={query.expr ?? ''}
                onChange={(event) => onChange({ ...query, expr: event.currentTarget.value || undefined })}
                onBlur={onRunQuery}
                onKeyDown={runOnShiftEnter}
              />
            </EditorField>
          </EditorRow>
        )}
        <EditorRow>
          <QueryOptions view={view} query={query} onChange={onChange} onRunQuery={onRunQuery} />
        </EditorRow>
      </EditorRows>
    </>
  );
}
