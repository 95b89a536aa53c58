import { DataSourceVariableSupport } from '@grafana/data';
import { type SeismologDataSource } from './datasource';
import { type SeismologQuery } from './query/query';
import { type SeismologSettings } from './query/settings';

/** A variable has the names in a view's first column of texts: those of the services, the least healthy first, unless another view is chosen. */
export class SeismologVariableSupport extends DataSourceVariableSupport<
  SeismologDataSource,
  SeismologQuery,
  SeismologSettings
> {
  getDefaultQuery(): Partial<SeismologQuery> {
    return { queryType: 'serviceHealth' };
  }
}
