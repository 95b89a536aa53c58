import { type SeismologQuery } from '../../src/query/query';
import { type ViewType } from '../../src/query/views';
import { dashboardFiles } from '../dashboards/files';
import { type Uid } from '../dashboards/links';

/** Stands for the uid of the Seismolog data source, which is written once for all rules. */
export const DATA_SOURCE = '\0data source';

type View = { readonly queryType: ViewType } & Omit<SeismologQuery, 'refId'>;

interface Asked {
  readonly uid: string;
  readonly title: string;
  /** A remark for who reads the rule. */
  readonly remark?: string;
  readonly view: View;
  /** How long the range is that the rule looks at, seconds. */
  readonly seconds: number;
}

/** Asks for a view, takes its last value for each set of labels, and compares it. */
export interface AlertRule extends Asked {
  /** Another query, and in place of the value an expression over it and over B, the value. */
  readonly weighed?: { readonly refId: string; readonly view: View; readonly expression: string };
  readonly fires: readonly ['below' | 'above', number];
  readonly for: string;
  /** Normal where the subject may rightly be missing. */
  readonly withoutData: 'NoData' | 'OK';
  /** Left out where each alert has its own. */
  readonly severity?: 'critical' | 'high' | 'medium';
  readonly summary: string;
  readonly description: string;
  /** Beside these; of templates of Grafana's annotations. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly panel: readonly [dashboard: Uid, title: string];
}

/** Asks for a view and keeps its last value for each set of labels as a metric. */
export interface RecordingRule extends Asked {
  readonly metric: string;
}

export interface Group<Rule> {
  readonly name: string;
  readonly seconds: number;
  readonly remark?: string;
  readonly rules: readonly Rule[];
}

/** A step of a rule, as Grafana keeps it. */
export interface Step {
  readonly refId: string;
  readonly queryType?: string;
  readonly datasourceUid: string;
  readonly seconds: number;
  readonly model: Readonly<Record<string, unknown>>;
}

const RUNBOOK = 'https://github.com/seismolog/seismolog/blob/main/docs/alerts.md';

export const LABELS = { seismolog: 'true', data_source: DATA_SOURCE };

export function labelsOf({ severity }: AlertRule): Record<string, string> {
  return severity ? { ...LABELS, severity } : LABELS;
}

export function annotationsOf({
  title,
  summary,
  description,
  annotations,
  panel: [dashboard, panel],
}: AlertRule): Record<string, string> {
  return {
    runbook_url: `${RUNBOOK}#${anchorOf(title)}`,
    summary: whereKnown(summary, 'Nothing is known: there is no number, or the query failed'),
    description: whereKnown(description, 'The panel says what is missing, or what went wrong.'),
    ...annotations,
    // By these Grafana shows the panel beside the alert, and links to it.
    __dashboardUid__: dashboard,
    __panelId__: String(panelId(dashboard, panel)),
  };
}

/** A text that needs labels or values, and what stands there of a rule in the states No Data and Error, which have neither. */
function whereKnown(text: string, otherwise: string): string {
  return text.includes('{{') ? `{{ if $values.B }}${text}{{ else }}${otherwise}{{ end }}` : text;
}

/** Of a query A, of what it is weighed by, and of expressions up to C, which is compared. */
export function stepsOf({ view, seconds, weighed, fires: [side, threshold] }: AlertRule): Step[] {
  return [
    query('A', view, seconds),
    ...(weighed ? [query(weighed.refId, weighed.view, seconds)] : []),
    lastOfA(),
    ...(weighed ? [expression({ refId: 'D', type: 'math', expression: weighed.expression })] : []),
    expression({
      refId: 'C',
      type: 'threshold',
      expression: weighed ? 'D' : 'B',
      conditions: [{ evaluator: { type: side === 'below' ? 'lt' : 'gt', params: [threshold] } }],
    }),
  ];
}

export function recordedSteps({ view, seconds }: RecordingRule): Step[] {
  return [query('A', view, seconds), lastOfA()];
}

/** The id of a dashboard's panel. @throws where there is none of that title */
export function panelId(uid: Uid, title: string): number {
  const file = dashboardFiles().find(({ path }) => path.endsWith(`/${uid}.json`));
  const { panels } = JSON.parse(file?.text ?? '{"panels":[]}') as { panels: Array<{ id: number; title: string }> };
  const panel = panels.find((one) => one.title === title);
  if (!panel) {
    throw new Error(`The dashboard ${uid} has no panel "${title}".`);
  }
  return panel.id;
}

function query(refId: string, view: View, seconds: number): Step {
  return { refId, queryType: view.queryType, datasourceUid: DATA_SOURCE, seconds, model: { refId, ...view } };
}

function lastOfA(): Step {
  return expression({ refId: 'B', type: 'reduce', expression: 'A', reducer: 'last' });
}

function expression(model: Step['model'] & { refId: string }): Step {
  return { refId: model.refId, datasourceUid: '__expr__', seconds: 0, model };
}

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
}
