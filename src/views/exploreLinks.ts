import { type LinesAt } from '../query/explore/exploreState';
import { stringField } from './fields';
import { type FieldConfig, type StringField } from './frame';
import { type ViewRequest } from './view';
import { MINUTE } from '../time/units';

/** Read by links and annotations only: `hideFrom` is for tables, `hidden` for logs. */
export const HIDDEN: FieldConfig = { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } };

/** Of an incident lines are shown from this long before it on: what it began with. */
export const BEFORE_INCIDENT_MS = 5 * MINUTE;

/** A column that leads somewhere: the config of the column that is clicked on, and one that holds what is shown there. */
export interface RowLink {
  readonly config: FieldConfig | undefined;
  readonly fields: StringField[];
}

const NO_LINK: RowLink = { config: undefined, fields: [] };

/** A link of each row to its lines; an alert rule gets none, as it reads every text as a label. */
export function linesLink<Row>(
  { explore, forAlert }: Pick<ViewRequest, 'explore' | 'forAlert'>,
  title: string,
  rows: readonly Row[],
  linesOf: (row: Row) => LinesAt
): RowLink {
  const open = forAlert ? undefined : explore?.lines;
  return open ? exploreLink('lines', title, rows, (row) => open(linesOf(row))) : NO_LINK;
}

/** A link of each row to its trace; none where no row names one. */
export function traceLink<Row extends { readonly traceId?: string; readonly timeMs: number }>(
  { explore }: Pick<ViewRequest, 'explore'>,
  rows: readonly Row[]
): RowLink {
  const open = explore?.trace;
  return open && rows.some(({ traceId }) => traceId)
    ? exploreLink('trace', 'Show the trace', rows, ({ traceId = '', timeMs }) => open(traceId, timeMs))
    : NO_LINK;
}

/**
 * @param name of the column that holds what Explore shows
 * @param stateOf JSON of Explore's panes
 */
function exploreLink<Row>(name: string, title: string, rows: readonly Row[], stateOf: (row: Row) => string): RowLink {
  const url = `/explore?schemaVersion=1&panes=\${__data.fields.${name}:percentencode}`;
  return { config: { links: [{ title, url }] }, fields: [stringField(name, rows.map(stateOf), HIDDEN)] };
}
