import { type SeismologQuery } from '../../src/query/query';
import { viewOf, type ViewType } from '../../src/query/views';

/** JSON as Grafana keeps it in a dashboard. */
export type Json = Readonly<Record<string, unknown>>;

/** A panel without its place. */
export interface Panel {
  readonly title: string;
  readonly description: string;
  readonly query: { readonly queryType: ViewType } & Omit<SeismologQuery, 'refId'>;
  readonly options: Json;
  readonly defaults: Json;
  readonly overrides?: readonly Json[];
  readonly maxDataPoints?: number;
  /** Where it is another than that of the view. */
  readonly visualization?: string;
  readonly transformations?: readonly Json[];
}

/** The data source is chosen above the dashboard. */
export const DATA_SOURCE = { type: 'seismolog-loganalytics-datasource', uid: '${datasource}' };

/** The services are chosen above the dashboard, too. */
const SERVICES = ['$service'];

/** How wide of Grafana's 24 columns, a panel each. */
export type Row = readonly [height: number, ...panels: ReadonlyArray<readonly [width: number, panel: Panel]>];

/** Panels in rows, as Grafana has them: numbered from 1 on, each with its place. */
export function panelsOf(rows: readonly Row[]): Json[] {
  const placed: Json[] = [];
  let y = 0;
  for (const [h, ...panels] of rows) {
    let x = 0;
    for (const [w, panel] of panels) {
      placed.push(panelJson(panel, placed.length + 1, { x, y, w, h }));
      x += w;
    }
    y += h;
  }
  return placed;
}

function panelJson(
  { title, description, query, options, defaults, overrides = [], ...rest }: Panel,
  id: number,
  gridPos: Json
): Json {
  return {
    id,
    type: rest.visualization ?? viewOf(query.queryType).visualization,
    title,
    description,
    datasource: DATA_SOURCE,
    gridPos,
    targets: [{ datasource: DATA_SOURCE, refId: 'A', services: SERVICES, ...query }],
    options,
    fieldConfig: { defaults, overrides },
    ...(rest.maxDataPoints && { maxDataPoints: rest.maxDataPoints }),
    ...(rest.transformations && { transformations: rest.transformations }),
  };
}

/** Settings of one column of a table, or of one series. */
export function field(name: string, properties: Json): Json {
  return override('byName', name, properties);
}

export function override(id: string, options: string, properties: Json): Json {
  return {
    matcher: { id, options },
    properties: Object.entries(properties).map(([key, value]) => ({ id: key, value })),
  };
}

export const NOTHING = 'Nothing to show. The note in the corner says why.';

export const HIDDEN = { 'custom.hideFrom.viz': true };

/** For a column that the view itself hides. */
export const SHOWN = { 'custom.hideFrom.viz': false };

export const LEGEND = { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] };

export const NO_LEGEND = { ...LEGEND, showLegend: false };
