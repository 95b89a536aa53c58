import { DataSourceVariableSupport } from '@grafana/data';
import { type DataSourceWithBackend } from '@grafana/runtime';
import { type SeismologQuery } from './query/query';
import { type SeismologSettings } from './query/settings';

/**
 * A variable has the names in a view's first column of texts: those of the services, the least healthy first, unless
 * another view is chosen.
 */
export class SeismologVariableSupport extends DataSourceVariableSupport<
  DataSourceWithBackend<SeismologQuery, SeismologSettings>,
  SeismologQuery,
  SeismologSettings
> {
  getDefaultQuery(): Partial<SeismologQuery> {
    return { queryType: 'serviceHealth' };
  }
}
