import { QUERY } from '../../src/query/query';
import { type Entry, type List, type Setting } from '../../src/query/table/entry';
import { expectation } from '../../src/query/table/kinds';
import { viewOf, VIEW_TYPES, type ViewType } from '../../src/query/views';
import { code, table } from './markdown';
import { exact } from '../../src/format/format';

/** docs/reference/query-model.md: what a panel, a rule or an API call asks for. */
export function queryModelPage(): string {
  const options = Object.entries<Entry>(QUERY).flatMap(([key, entry]) =>
    key === 'analysis' ? [] : [optionRow(key, entry)]
  );
  return `# Query model

A query as a dashboard, an alert rule or \`POST /api/ds/query\` holds it. This page is made from \`src/query/query.ts\` and
\`src/query/views.ts\` by \`npm run docs\`.

\`\`\`json
{ "refId": "A", "queryType": "serviceHealth", "metric": "errorRate", "services": ["$service"] }
\`\`\`

${table(['Key', 'Name', 'What it is', 'Value'], options)}

\`${'analysis'}\` holds the same options as the data source's own (see [settings](settings.md#analysis)), for this query alone. A wrong
value is an error that names it. An option that belongs to other views is not looked at.

## Views

\`queryType\`, the panel that shows it best, and its options. An alert rule reads one number or series a service: where a view has metrics,
the one that the query names, else the first.

${table(['View', 'Name', 'Panel', 'Alert rule', 'Metrics', 'Limit', 'Also'], VIEW_TYPES.map(viewRow))}
`;
}

/** What depends on the view. */
const VALUES: Readonly<Record<string, string>> = {
  queryType: 'one of the views below',
  metric: 'one of the metrics of the view',
};

function optionRow(key: string, entry: Entry): string[] {
  return [code(key), entry.label, entry.description ?? '', VALUES[key] ?? valueOf(entry)];
}

function valueOf(entry: Entry): string {
  return entry.kind === 'list'
    ? listOf(entry)
    : entry.kind === 'group'
      ? 'an object'
      : expectation(entry satisfies Setting);
}

function listOf({ of, maxItems }: List): string {
  return `a list of at most ${exact(maxItems)}, each ${valueOf(of)}`;
}

function viewRow(type: ViewType): string[] {
  const { label, visualization, alertable, metrics, limit, usesSeverities, usesIncident, usesPatterns, usesTimeZone } =
    viewOf(type);
  const own = {
    severities: usesSeverities,
    incident: usesIncident,
    include: usesPatterns,
    exclude: usesPatterns,
    timeZone: usesTimeZone,
  };
  return [
    code(type),
    label,
    visualization,
    alertable ? 'yes' : '',
    Object.keys(metrics ?? {})
      .map(code)
      .join(', '),
    limit ? `${exact(limit.default)} (at most ${exact(limit.max)})` : '',
    Object.entries(own)
      .filter(([, uses]) => uses)
      .map(([key]) => code(key))
      .join(', '),
  ];
}
