import { EditorField, QueryOptionGroup } from '@grafana/plugin-ui';
import { Combobox, Input, MultiCombobox } from '@grafana/ui';
import { type ReactElement, useId, useState } from 'react';
import { type SeismologQuery } from '../query/query';
import { INCIDENT_SEVERITIES, type IncidentSeverity, VIEW_METRICS, type ViewType } from '../query/views';

/** The views that can be narrowed to incidents of some severities. */
const OF_INCIDENTS: readonly ViewType[] = ['incidents', 'incidentsBySeverity'];

const SEVERITY_OPTIONS = INCIDENT_SEVERITIES.map((value) => ({ value, label: value }));

/** The views that rank, and how many rows or bars they show by default. */
const RANKED: Partial<Record<ViewType, number>> = {
  topErrors: 8,
  anomalies: 100,
  incidents: 100,
  templates: 100,
  correlatedErrors: 100,
};

/** No view gives more rows. */
const MOST_ROWS = 10_000;

/** The views in which hours and days are those of a time zone. */
const IN_TIME_ZONE: readonly ViewType[] = ['activityHeatmap', 'timePatterns'];

interface Props {
  view: ViewType;
  query: SeismologQuery;
  onChange: (query: SeismologQuery) => void;
  onRunQuery: () => void;
}

/** What is rarely changed, behind a summary. Text takes effect when the field is left. */
export function QueryOptions({ view, query, onChange, onRunQuery }: Props): ReactElement {
  const change = (part: Partial<SeismologQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };
  const ids = { metric: useId(), severities: useId() };
  const limit = RANKED[view];
  const metrics = VIEW_METRICS[view];

  return (
    <QueryOptionGroup title="Options" collapsedInfo={summary(query, view)}>
      <TextOption
        label="Services"
        tooltip="Names or variables, separated by commas. Empty: all services."
        placeholder="all"
        value={query.services?.join(', ') ?? ''}
        onCommit={(text) => change({ services: names(text) })}
      />
      {metrics && (
        <EditorField label="Metric" tooltip="One number alone, as an alert rule needs it." htmlFor={ids.metric}>
          <Combobox<string>
            id={ids.metric}
            width={30}
            isClearable
            placeholder="all"
            options={Object.entries(metrics).map(([value, label]) => ({ value, label }))}
            value={query.metric ?? null}
            onChange={(option) => change({ metric: option?.value })}
          />
        </EditorField>
      )}
      {OF_INCIDENTS.includes(view) && (
        <EditorField label="Severities" htmlFor={ids.severities}>
          <MultiCombobox<IncidentSeverity>
            id={ids.severities}
            width={40}
            placeholder="all"
            options={SEVERITY_OPTIONS}
            value={query.severities ?? []}
            onChange={(chosen) => change({ severities: severitiesOf(chosen) })}
          />
        </EditorField>
      )}
      {limit !== undefined && (
        <TextOption
          label="Limit"
          placeholder={String(limit)}
          value={query.limit === undefined ? '' : String(query.limit)}
          problem={(text) =>
            isLimit(text) ? undefined : `A whole number from 1 to ${MOST_ROWS.toLocaleString('en')}.`
          }
          onCommit={(text) => change({ limit: text.trim() === '' ? undefined : Number(text) })}
        />
      )}
      {IN_TIME_ZONE.includes(view) && (
        <TextOption
          label="Time zone"
          tooltip="Which zone hours and days belong to, for example Europe/Berlin or $__timezone."
          placeholder="UTC"
          value={query.timeZone ?? ''}
          onCommit={(text) => change({ timeZone: text.trim() || undefined })}
        />
      )}
    </QueryOptionGroup>
  );
}

interface TextOptionProps {
  label: string;
  tooltip?: string;
  placeholder: string;
  value: string;
  /** What is wrong with a text, which then takes no effect. */
  problem?: (text: string) => string | undefined;
  onCommit: (text: string) => void;
}

function TextOption({ label, tooltip, placeholder, value, problem, onCommit }: TextOptionProps): ReactElement {
  const id = useId();
  const [text, setText] = useState(value);
  const error = problem?.(text);

  return (
    <EditorField label={label} tooltip={tooltip} htmlFor={id} invalid={error !== undefined} error={error}>
      <Input
        id={id}
        width={30}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => text !== value && error === undefined && onCommit(text)}
      />
    </EditorField>
  );
}

function names(text: string): string[] | undefined {
  const list = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return list.length > 0 ? list : undefined;
}

function severitiesOf(chosen: Array<{ value: IncidentSeverity }>): IncidentSeverity[] | undefined {
  return chosen.length > 0 ? chosen.map(({ value }) => value) : undefined;
}

function isLimit(text: string): boolean {
  const number = Number(text);
  return text.trim() === '' || (Number.isInteger(number) && number >= 1 && number <= MOST_ROWS);
}

function summary(query: SeismologQuery, view: ViewType): string[] {
  const metric = query.metric && VIEW_METRICS[view]?.[query.metric];
  return [
    `Services: ${query.services?.join(', ') ?? 'all'}`,
    ...(metric ? [`Metric: ${metric}`] : []),
    ...(OF_INCIDENTS.includes(view) ? [`Severities: ${query.severities?.join(', ') ?? 'all'}`] : []),
    ...(RANKED[view] === undefined ? [] : [`Limit: ${query.limit ?? RANKED[view]}`]),
    ...(IN_TIME_ZONE.includes(view) ? [`Time zone: ${query.timeZone ?? 'UTC'}`] : []),
  ];
}
