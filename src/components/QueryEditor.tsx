import { CoreApp, type QueryEditorProps } from '@grafana/data';
import { EditorField, EditorHeader, EditorRow, EditorRows, InlineSelect, RunQueryButton } from '@grafana/plugin-ui';
import { Alert, Text, TextArea } from '@grafana/ui';
import { type KeyboardEvent, type ReactElement, useId } from 'react';
import { type SeismologDataSource } from '../datasource';
import { DEFAULT_VIEW, type SeismologQuery } from '../query/query';
import { type SeismologSettings, type SourceType } from '../query/settings';
import { VIEW_INFO, VIEW_TYPES, type ViewType } from '../query/views';
import { QueryOptions } from './QueryOptions';

/** How the field for a source's own query is called and what it takes; no field where there is no such query. */
const EXPR: Partial<Record<SourceType, { label: string; tooltip: string; placeholder: string }>> = {
  loki: { label: 'Logs', tooltip: 'A LogQL selector of log lines.', placeholder: '{service_name=~".+"}' },
  elasticsearch: {
    label: 'Lucene query',
    tooltip: 'Which documents to read.',
    placeholder: 'log.level:(error OR warn)',
  },
  grafana: {
    label: 'Query (JSON)',
    tooltip: "In the asked data source's own model. Laid over the query of the settings.",
    placeholder: '{"expr": "{app=\\"x\\"}"}',
  },
};

export type Props = QueryEditorProps<SeismologDataSource, SeismologQuery, SeismologSettings>;

export function QueryEditor({ query, onChange, onRunQuery, datasource, app }: Props): ReactElement {
  const exprId = useId();
  const expr = EXPR[datasource.source];
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
          // A metric is one view's own.
          onChange={({ value }) => changeAndRun({ queryType: value as ViewType, metric: undefined })}
        />
        <RunQueryButton onClick={onRunQuery} />
      </EditorHeader>
      <Text element="p" variant="bodySmall" color="secondary">
        {VIEW_INFO[view].description}.
      </Text>
      {inAlertRule && !VIEW_INFO[view].alertable && (
        <Alert
          severity="warning"
          title={`An alert rule cannot read "${VIEW_INFO[view].label}". Choose another view.`}
        />
      )}
      <EditorRows>
        {expr && (
          <EditorRow>
            <EditorField label={expr.label} width="100%" tooltip={`${expr.tooltip} Shift+Enter runs it.`}>
              <TextArea
                id={exprId}
                rows={1}
                placeholder={datasource.defaultExpr || expr.placeholder}
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
