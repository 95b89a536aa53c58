import {
  CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  LiveChannelScope,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { DataSourceWithBackend, getGrafanaLiveSrv, getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { merge, type Observable } from 'rxjs';
import { liveChannel } from './query/live';
import { DEFAULT_VIEW, type SeismologQuery } from './query/query';
import { type ReadingCost } from './query/readingCost';
import { SETTINGS, type SeismologSettings } from './query/settings';
import { type SourceType } from './query/sources';
import { interpolateExpr, interpolateList } from './query/variables';
import { viewOf } from './query/views';
import { SeismologVariableSupport } from './variableSupport';

/** Anomalous logs that Explore keeps while it is live. */
const LIVE_LINES = 1000;

/** The browser half: hands queries to the back end, where all computing is done. */
export class SeismologDataSource extends DataSourceWithBackend<SeismologQuery, SeismologSettings> {
  readonly source: SourceType;
  readonly defaultExpr: string;

  constructor(
    settings: DataSourceInstanceSettings<SeismologSettings>,
    private readonly templateSrv: TemplateSrv = getTemplateSrv()
  ) {
    super(settings);
    this.source = settings.jsonData.source ?? SETTINGS.source.default;
    this.defaultExpr = settings.jsonData.defaultExpr ?? '';
    this.variables = new SeismologVariableSupport();
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

  /** Live in Explore, the anomalous logs come as they arrive, whatever view was chosen. */
  query(request: DataQueryRequest<SeismologQuery>): Observable<DataQueryResponse> {
    if (!request.liveStreaming) {
      return super.query(request);
    }
    const targets = request.targets.filter((target) => this.filterQuery(target));
    return merge(...targets.map((target) => this.tail(target, request)));
  }

  private tail(target: SeismologQuery, { scopedVars }: DataQueryRequest): Observable<DataQueryResponse> {
    const { refId, expr, services, analysis } = this.applyTemplateVariables(target, scopedVars);
    const data = { expr, services, analysis };
    return getGrafanaLiveSrv().getDataStream({
      key: `${this.uid} ${refId}`,
      addr: {
        scope: LiveChannelScope.DataSource,
        ...streamOf(this.uid),
        path: liveChannel(JSON.stringify(data)),
        data,
      },
      buffer: { maxLength: LIVE_LINES },
    });
  }

  filterQuery(query: SeismologQuery): boolean {
    return !query.hide;
  }

  /** Variables are filled in here; `$__interval` and `$__range` are the back end's. */
  applyTemplateVariables(query: SeismologQuery, scopedVars: ScopedVars): SeismologQuery {
    return {
      ...query,
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

  interpolateVariablesInQueries(queries: SeismologQuery[], scopedVars: ScopedVars): SeismologQuery[] {
    return queries.map((query) => ({
      ...this.applyTemplateVariables(query, scopedVars),
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

  private asked({ from, to }: TimeRange, expr?: string): Record<string, string | number> {
    const filled = interpolateExpr(expr, this.source, this.templateSrv);
    return { from: from.valueOf(), to: to.valueOf(), ...(filled && { expr: filled }) };
  }

  getQueryDisplayText(query: SeismologQuery): string {
    const { label } = viewOf(query.queryType ?? DEFAULT_VIEW);
    return [label, query.services?.join(', '), query.expr].filter(Boolean).join(' · ');
  }
}

/** Grafana 12.3 calls by `namespace` what later ones call `stream`. */
function streamOf(uid: string) {
  return { stream: uid, namespace: uid };
}
