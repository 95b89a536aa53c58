import {
  CoreApp,
  getDefaultTimeRange,
  type MetricFindValue,
  type PanelData,
  type QueryEditorProps,
} from '@grafana/data';
import { EditorField, EditorHeader, EditorRow, EditorRows, InlineSelect } from '@grafana/plugin-ui';
import { Alert, Button, Text } from '@grafana/ui';
import { type ReactElement, useCallback } from 'react';
import { type SeismologDataSource } from '../datasource';
import { isOwnKey, TEMPLATE_KEY } from '../query/filters/filter';
import { DEFAULT_VIEW, type SeismologQuery } from '../query/query';
import { type SeismologSettings } from '../query/settings';
import { sourceOf } from '../query/sources';
import { queryProblems } from '../query/validation';
import { ALERTABLE_VIEWS, VIEW_TYPES, viewOf, VIEWS, type ViewType, VISUALIZATIONS } from '../query/views';
import { AnalysisOptions } from './AnalysisOptions';
import { ExprEditor } from './expr/ExprEditor';
import { type Vocabulary } from './expr/suggestions';
import { isMatching } from './matchingView';
import { type Filterable } from './NewFilter';
import { ProblemList } from './ProblemList';
import { QueryFilters } from './QueryFilters';
import { QueryOptions } from './QueryOptions';
import { tr, translated } from './texts';
import { TryPatterns } from './tryPatterns/TryPatterns';
import { TryRule } from './tryRule/TryRule';
import { useStoredView } from './useStoredView';

export interface Props extends QueryEditorProps<SeismologDataSource, SeismologQuery, SeismologSettings> {
  /** To choose from; left out: all that can be read where the editor is. */
  views?: readonly ViewType[];
}

export function QueryEditor(props: Props): ReactElement {
  const { query, queries, onChange, onRunQuery, datasource, app, range } = props;
  const expr = translated(sourceOf(datasource.source).query);
  const view = viewIn(query);
  const { label, description, question, alertable, usesHistory, visualization } = translated(viewOf(view));
  useStoredView({ query, queries, onChange }, view);
  const inAlertRule = app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting;
  const offered = props.views ?? (inAlertRule ? ALERTABLE_VIEWS : VIEW_TYPES);
  const views = VIEW_TYPES.filter((type) => offered.includes(type) || type === view);

  const { expr: asked } = query;
  const askCost = useCallback(
    () => datasource.readingCost(range ?? getDefaultTimeRange(), asked),
    [datasource, range, asked]
  );

  const changeAndRun = (change: Partial<SeismologQuery>) => {
    onChange({ ...query, ...change });
    onRunQuery();
  };
  const timeRange = range ?? getDefaultTimeRange();
  const filterable: Filterable = {
    keys: async () => textsOf(await datasource.getTagKeys({ filters: [], timeRange })),
    values: async (key) => textsOf(await datasource.getTagValues({ key, filters: [], timeRange })),
  };
  const vocabulary: Vocabulary = { ...filterable, keys: async () => (await filterable.keys()).filter(isOfStore) };

  return (
    <>
      <EditorHeader>
        <InlineSelect
          label={tr('View')}
          width={40}
          options={views.map((value) => {
            const { label, description, question } = translated(viewOf(value));
            return { value, label, description: `${question} ${description}.` };
          })}
          filterOption={isMatching}
          value={view}
          // A metric is one view's own, and so are the bounds of a limit.
          onChange={({ value }) => changeAndRun({ queryType: value as ViewType, metric: undefined, limit: undefined })}
        />
        <Button size="sm" variant="secondary" onClick={() => onRunQuery()}>
          {tr('Run query')}
        </Button>
      </EditorHeader>
      <Text element="p" variant="bodySmall" color="secondary">
        {question} {description}.
        {app === CoreApp.PanelEditor &&
          ` ${tr('Shown best as: {{panel}}.', { panel: tr(VISUALIZATIONS[visualization]) })}`}
      </Text>
      {inAlertRule && !alertable && (
        <Alert
          severity="warning"
          title={tr('An alert rule cannot read "{{label}}". Choose another view.', { label })}
        />
      )}
      <ProblemList title={tr('This query is not accepted as it is')} problems={queryProblems(query)} />
      <EditorRows>
        {expr && (
          <EditorRow>
            <EditorField label={expr.label} width="100%" tooltip={`${expr.description} ${tr('Shift+Enter runs it.')}`}>
              <ExprEditor
                source={datasource.source}
                label={expr.label}
                placeholder={datasource.defaultExpr || expr.placeholder}
                value={String(query.expr ?? '')}
                onChange={(text) => onChange({ ...query, expr: text || undefined })}
                onRunQuery={onRunQuery}
                error={errorOf(props.data, query.refId)}
                vocabulary={vocabulary}
              />
            </EditorField>
          </EditorRow>
        )}
        <EditorRow>
          <QueryFilters
            filters={Array.isArray(query.filters) ? query.filters : []}
            filterable={filterable}
            onChange={(filters) => changeAndRun({ filters })}
          />
        </EditorRow>
        <EditorRow>
          <QueryOptions
            view={view}
            query={query}
            onChange={onChange}
            onRunQuery={onRunQuery}
            services={() => datasource.services(range ?? getDefaultTimeRange(), query.expr)}
            cost={askCost}
          />
        </EditorRow>
        <EditorRow>
          <AnalysisOptions
            value={query.analysis}
            inherited={datasource.analysis}
            onChange={(analysis) => onChange({ ...query, analysis })}
            onRunQuery={onRunQuery}
          />
        </EditorRow>
        {(view === 'namedPatterns' || (query.analysis?.patterns ?? []).length > 0) && (
          <EditorRow>
            <TryPatterns query={query} tryPatterns={(tried) => datasource.tryPatterns(tried, timeRange)} />
          </EditorRow>
        )}
        {inAlertRule && alertable && !usesHistory && (
          <TryRule key={view} view={view} query={query} tryRule={(...rule) => datasource.tryRule(...rule)} />
        )}
      </EditorRows>
    </>
  );
}

/** What the store said of a query when it was last run. */
function errorOf(data: PanelData | undefined, refId: string): string | undefined {
  return data?.errors?.find((error) => error.refId === undefined || error.refId === refId)?.message;
}

function textsOf(values: readonly MetricFindValue[]): string[] {
  return values.map(({ text }) => text);
}

/** Whether a key of filters is in the store, too. */
function isOfStore(key: string): boolean {
  return !isOwnKey(key) && key !== TEMPLATE_KEY;
}

/** The view that is shown: the default one where the query names none, or none that there is. */
function viewIn({ queryType }: SeismologQuery): ViewType {
  return queryType && Object.hasOwn(VIEWS, queryType) ? queryType : DEFAULT_VIEW;
}
