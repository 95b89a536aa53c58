import {
  type AdHocVariableFilter,
  CoreApp,
  type DataFrame,
  dataFrameFromJSON,
  type DataFrameJSON,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type DataSourceWithLogsContextSupport,
  type DataSourceWithSupplementaryQueriesSupport,
  type DataSourceWithToggleableQueryFiltersSupport,
  getDefaultTimeRange,
  LiveChannelScope,
  type LogRowContextOptions,
  LogRowContextQueryDirection,
  type LogRowModel,
  type MetricFindValue,
  type QueryFilterOptions,
  type QueryFixAction,
  type ScopedVars,
  type SupplementaryQueryOptions,
  SupplementaryQueryType,
  type TimeRange,
  type ToggleFilterAction,
} from '@grafana/data';
import { DataSourceWithBackend, getGrafanaLiveSrv, getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { from, merge, type Observable } from 'rxjs';
import { asked, logsOf, type Supplement, supplementary, wantsLines } from './query/explore/supplementary';
import { type Backtest, type Trial } from './query/backtest';
import { filterText, hasFilter, toggled, withAdHoc } from './query/filters/adHoc';
import { isLive, LIVE_VIEWS, liveChannel } from './query/live';
import { type PartialAnalysisOptions } from './query/options';
import { DEFAULT_VIEW, type SeismologQuery } from './query/query';
import { type ReadingCost } from './query/readingCost';
import { SETTINGS, type SeismologSettings } from './query/settings';
import { type SourceType } from './query/sources';
import { type TriedPatterns } from './query/triedPatterns';
import { interpolateExpr, interpolateFilters, interpolateList } from './query/variables';
import { viewOf } from './query/views';

/** Rows that are kept of what is live: lines, or points of a quarter of an hour and more. */
const LIVE_ROWS = 1000;

/** The browser half: hands queries to the back end, where all computing is done. */
export class SeismologDataSource
  extends DataSourceWithBackend<SeismologQuery, SeismologSettings>
  implements
    DataSourceWithToggleableQueryFiltersSupport<SeismologQuery>,
    DataSourceWithSupplementaryQueriesSupport<SeismologQuery>,
    DataSourceWithLogsContextSupport<SeismologQuery>
{
  readonly source: SourceType;
  readonly defaultExpr: string;
  /** Options of the analysis that its queries have where they set none. */
  readonly analysis: PartialAnalysisOptions | undefined;

  constructor(
    settings: DataSourceInstanceSettings<SeismologSettings>,
    private readonly templateSrv: TemplateSrv = getTemplateSrv()
  ) {
    super(settings);
    this.source = settings.jsonData.source ?? SETTINGS.source.default;
    this.defaultExpr = settings.jsonData.defaultExpr ?? '';
    this.analysis = settings.jsonData.analysis;
    this.annotations = { getDefaultQuery: () => ({ refId: 'Anno', queryType: 'incidents' }) };
  }

  /** Each place in Grafana starts with the view that fits it; an alert rule with one that it can read. */
  getDefaultQuery(app: CoreApp): Partial<SeismologQuery> {
    switch (app) {
      case CoreApp.UnifiedAlerting:
      case CoreApp.CloudAlerting:
        return { queryType: 'healthScore' };
      case CoreApp.Explore:
        return { queryType: 'anomalies' };
      default:
        return { queryType: DEFAULT_VIEW };
    }
  }

  /** Live in Explore, everything is followed; in a panel what its query says. */
  query(request: DataQueryRequest<SeismologQuery>): Observable<DataQueryResponse> {
    if (request.targets.some(wantsLines)) {
      return from(this.sample(request));
    }
    const isFollowed = (target: SeismologQuery) => request.liveStreaming || isLive(target);
    const followed = request.targets.filter((target) => isFollowed(target) && this.filterQuery(target));
    const others = request.targets.filter((target) => !isFollowed(target));
    return merge(
      ...followed.map((target) => this.follow(target, request)),
      ...(others.length > 0 || followed.length === 0 ? [super.query({ ...request, targets: others })] : [])
    );
  }

  /** What arrives, as the view shows it; of a view that cannot be followed the anomalous lines. */

  private follow(
    target: SeismologQuery,
    { scopedVars, filters: adHoc }: DataQueryRequest
  ): Observable<DataQueryResponse> {
    const { refId, expr, services, filters, analysis } = this.applyTemplateVariables(target, scopedVars, adHoc);
    const view = LIVE_VIEWS.find((live) => live === target.queryType) ?? 'anomalies';
    const data = { expr, services, filters, analysis };
    return getGrafanaLiveSrv().getDataStream({
      key: `${this.uid} ${refId}`,
      addr: {
        scope: LiveChannelScope.DataSource,
        ...streamOf(this.uid),
        path: liveChannel(view, JSON.stringify(data)),
        data,
      },
      buffer: { maxLength: LIVE_ROWS },
    });
  }

  private async sample({
    targets,
    range,
    scopedVars,
    filters,
  }: DataQueryRequest<SeismologQuery>): Promise<DataQueryResponse> {
    const frames = targets.map(async (target) => ({
      ...(await this.lines(this.applyTemplateVariables(target, scopedVars, filters), rangeOf(range))),
      refId: target.refId,
    }));
    return { data: await Promise.all(frames) };
  }

  /** Lines as they stand in the store, newest first. */
  private async lines(query: SeismologQuery, where: Record<string, string | number>): Promise<DataFrame> {
    const params = { query: JSON.stringify(logsOf(query)), ...where };
    return dataFrameFromJSON(await this.getResource<DataFrameJSON>('lines', params));
  }

  /** The lines of the same service that come before or after one. */
  async getLogRowContext(
    { timeEpochNs, labels: { service } }: LogRowModel,
    { direction, limit, scopedVars = {} }: LogRowContextOptions = {},
    query: SeismologQuery = { refId: 'A' }
  ): Promise<DataQueryResponse> {
    const { expr } = this.applyTemplateVariables(query, scopedVars);
    const side = direction === LogRowContextQueryDirection.Forward ? 'after' : 'before';
    const where = { [side]: timeEpochNs, ...(limit !== undefined && { limit }) };
    return { data: [await this.lines({ refId: query.refId, expr, services: service ? [service] : [] }, where)] };
  }

  getSupportedSupplementaryQueryTypes(): SupplementaryQueryType[] {
    return [SupplementaryQueryType.LogsVolume, SupplementaryQueryType.LogsSample];
  }

  getSupplementaryQuery({ type }: SupplementaryQueryOptions, query: SeismologQuery): SeismologQuery | undefined {
    return supplementary(SUPPLEMENTS[type], query);
  }

  getSupplementaryRequest(
    type: SupplementaryQueryType,
    request: DataQueryRequest<SeismologQuery>
  ): DataQueryRequest<SeismologQuery> | undefined {
    const targets = request.targets.flatMap((query) => asked(SUPPLEMENTS[type], query) ?? []);
    return targets.length > 0 ? { ...request, targets } : undefined;
  }

  filterQuery(query: SeismologQuery): boolean {
    return !query.hide;
  }

  /** Variables are filled in here; `$__interval` and `$__range` are the back end's. */
  applyTemplateVariables(
    query: SeismologQuery,
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[]
  ): SeismologQuery {
    const own = interpolateFilters(query.filters, this.templateSrv, scopedVars);
    return {
      ...withAdHoc({ ...query, ...(own && { filters: own }) }, filters),
      expr: interpolateExpr(query.expr, this.source, this.templateSrv, scopedVars),
      services: interpolateList(query.services, this.templateSrv, scopedVars),
      incident: this.filledIn(query.incident, scopedVars),
      include: this.filledIn(query.include, scopedVars),
      exclude: this.filledIn(query.exclude, scopedVars),
      timeZone: this.filledIn(query.timeZone, scopedVars),
    };
  }

  private filledIn(text: string | undefined, scopedVars: ScopedVars): string | undefined {
    return this.templateSrv.replace(text, scopedVars) || undefined;
  }

  /** On the way to Explore: the filters of the dashboard go along. */
  interpolateVariablesInQueries(
    queries: SeismologQuery[],
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[]
  ): SeismologQuery[] {
    return queries.map((query) => ({
      ...this.applyTemplateVariables(query, scopedVars, filters),
      datasource: this.getRef(),
    }));
  }

  /** The names of the services that logged in a range, by a query's own logs; variables in these are filled in. */
  services(range: TimeRange, expr?: string): Promise<string[]> {
    return this.getResource<string[]>('services', this.asked(range, expr));
  }

  /** How much the analysis of a range reads; null where no store is asked. */
  readingCost(range: TimeRange, expr?: string): Promise<ReadingCost | null> {
    return this.getResource<ReadingCost | null>('cost', this.asked(range, expr));
  }

  /** When a query would have fired as an alert rule in the last days; variables in it are filled in. */
  tryRule(query: SeismologQuery, trial: Trial): Promise<Backtest> {
    const filled = JSON.stringify(this.applyTemplateVariables(query, {}));
    return this.getResource<Backtest>('backtest', { query: filled, ...trial }, { showErrorAlert: false });
  }

  /** What its named patterns find in the newest lines of a range; variables in the query are filled in. */
  tryPatterns(query: SeismologQuery, range: TimeRange): Promise<TriedPatterns> {
    const filled = JSON.stringify(this.applyTemplateVariables(query, {}));
    return this.getResource<TriedPatterns>('matches', { query: filled, ...rangeOf(range) }, { showErrorAlert: false });
  }

  private asked(range: TimeRange, expr?: string): Record<string, string | number> {
    const filled = interpolateExpr(expr, this.source, this.templateSrv);
    return { ...rangeOf(range), ...(filled && { expr: filled }) };
  }

  /** What a dashboard can filter by: what the analysis gives, and the fields of the store. */
  async getTagKeys(options?: DataSourceGetTagKeysOptions<SeismologQuery>): Promise<MetricFindValue[]> {
    return asOptions(await this.getResource<string[]>('filters', rangeOf(options?.timeRange)));
  }

  /** The values of one of these that are known; any other can be typed in. */
  async getTagValues({ key, timeRange }: DataSourceGetTagValuesOptions<SeismologQuery>): Promise<MetricFindValue[]> {
    return asOptions(await this.getResource<string[]>('filters', { key, ...rangeOf(timeRange) }));
  }

  /** Filter for and filter out, in the details of a log. */
  toggleQueryFilter(query: SeismologQuery, { type, options }: ToggleFilterAction): SeismologQuery {
    return UNFILTERED.has(options.key)
      ? query
      : toggled(query, options.key, options.value, type === 'FILTER_FOR' ? '=' : '!=');
  }

  /** Filter for and filter out, in the cell of a table in Explore. */
  modifyQuery(query: SeismologQuery, { type, options = {} }: QueryFixAction): SeismologQuery {
    switch (type) {
      case 'ADD_FILTER':
        return this.toggleQueryFilter(query, { type: 'FILTER_FOR', options });
      case 'ADD_FILTER_OUT':
        return this.toggleQueryFilter(query, { type: 'FILTER_OUT', options });
      default:
        return query;
    }
  }

  queryHasFilter(query: SeismologQuery, { key, value }: QueryFilterOptions): boolean {
    return hasFilter(query, key, value);
  }

  getQueryDisplayText(query: SeismologQuery): string {
    const { label } = viewOf(query.queryType ?? DEFAULT_VIEW);
    const filters = query.filters?.map(filterText).join(', ');
    return [label, query.services?.join(', '), filters, query.expr].filter(Boolean).join(' · ');
  }
}

/** Labels of an anomaly that belong to that one alone. */
const UNFILTERED: ReadonlySet<string> = new Set(['score', 'reasons']);

const SUPPLEMENTS: Readonly<Record<SupplementaryQueryType, Supplement>> = {
  [SupplementaryQueryType.LogsVolume]: 'volume',
  [SupplementaryQueryType.LogsSample]: 'sample',
};

function asOptions(texts: readonly string[]): MetricFindValue[] {
  return texts.map((text) => ({ text }));
}

/** The range as resources take it; a dashboard may not have told it. */
function rangeOf({ from, to }: TimeRange = getDefaultTimeRange()): { from: number; to: number } {
  return { from: from.valueOf(), to: to.valueOf() };
}

/** Grafana 12.3 calls by `namespace` what later ones call `stream`. */
function streamOf(uid: string) {
  return { stream: uid, namespace: uid };
}
