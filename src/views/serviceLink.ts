import { type TimeRange } from '../analysis/windows/grid';
import { HIDDEN, type RowLink } from './exploreLinks';
import { stringField } from './fields';
import { type ViewRequest } from './view';

/** A link of each row to the dashboard of its services, in a range; none for an alert rule, nor without a dashboard. */
export function serviceLink<Row>(
  { serviceDashboard, forAlert }: Pick<ViewRequest, 'serviceDashboard' | 'forAlert'>,
  { fromMs, toMs }: TimeRange,
  rows: readonly Row[],
  servicesOf: (row: Row) => readonly string[]
): RowLink {
  if (!serviceDashboard || forAlert) {
    return { config: undefined, fields: [] };
  }
  const { uid, dataSourceUid } = serviceDashboard;
  const shown = `var-datasource=${encodeURIComponent(dataSourceUid)}&from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}`;
  const url = `/d/${encodeURIComponent(uid)}?${shown}&\${__data.fields.dashboard:raw}`;
  const chosen = (row: Row) => servicesOf(row).map((name) => `var-service=${encodeURIComponent(name)}`);
  return {
    config: { links: [{ title: 'Open the service', url }] },
    fields: [
      stringField(
        'dashboard',
        rows.map((row) => chosen(row).join('&')),
        HIDDEN
      ),
    ],
  };
}
