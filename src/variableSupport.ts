import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  dateTimeFormat,
  type QueryEditorProps,
} from '@grafana/data';
import { type DataSourceWithBackend } from '@grafana/runtime';
import { type ComponentType } from 'react';
import { map, type Observable } from 'rxjs';
import { DEFAULT_NAMES, namesIn, type NamingFrame } from './query/names';
import { type SeismologQuery } from './query/query';
import { type SeismologSettings } from './query/settings';

/** A variable has the names in a view, of the time range: those of the services unless another view is chosen. */
export class SeismologVariableSupport<
  DataSource extends DataSourceWithBackend<SeismologQuery, SeismologSettings>,
> extends CustomVariableSupport<DataSource, SeismologQuery, SeismologQuery, SeismologSettings> {
  constructor(
    private readonly dataSource: Pick<DataSource, 'query'>,
    readonly editor: ComponentType<QueryEditorProps<DataSource, SeismologQuery, SeismologSettings>>
  ) {
    super();
  }

  getDefaultQuery(): Partial<SeismologQuery> {
    return { queryType: DEFAULT_NAMES };
  }

  query(request: DataQueryRequest<SeismologQuery>): Observable<DataQueryResponse> {
    const targets = request.targets.map((target) => ({ ...target, queryType: target.queryType ?? DEFAULT_NAMES }));
    const [{ queryType }] = targets;
    const { timezone: timeZone } = request;
    return this.dataSource.query({ ...request, targets }).pipe(
      map((response) => ({
        ...response,
        data: namesIn(queryType, response.data as NamingFrame[], (ms) => dateTimeFormat(ms, { timeZone })),
      }))
    );
  }
}
