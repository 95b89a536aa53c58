import { type Analysis, type Incident } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { colouredWords, SEVERITY_COLOURS } from './colours';
import { frame, numberField, stringField, timeField } from './fields';
import { incidentAlerts } from './incidentAlerts';
import { BEFORE_INCIDENT_MS, HIDDEN, linesLink } from './exploreLinks';
import { type FieldConfig, type Frame } from './frame';
import { serviceLink } from './serviceLink';
import { wantedIncidents } from './services';
import { textFilter } from './textFilter';
import { type LimitedRequest } from './view';

/**
 * A row for each incident, newest first. The columns time, timeEnd, title, text, tags and id are those that Grafana
 * reads annotations from, by what they are called on the screen, so they keep their names; the others are for tables.
 * Of the texts of an incident the request's `include` and `exclude` look at type, description, cause and evidence. An
 * alert rule gets a value for each incident under way instead.
 */
export function incidents(analysis: Analysis, request: LimitedRequest): Frame[] {
  const isIncluded = textFilter(request);
  const all = wantedIncidents(analysis, request).filter(({ type, description, cause, evidence }) =>
    isIncluded(type, description, cause?.text ?? '', ...evidence)
  );
  if (request.forAlert) {
    return incidentAlerts(analysis, all, request.explore);
  }
  const limit = request.limit;
  const rows = all.slice(0, limit);
  const notices: Notice[] =
    all.length > limit ? [{ severity: 'info', text: `The newest ${limit} of ${all.length} incidents.` }] : [];
  const text = (name: string, displayName: string, value: (incident: Incident) => string, config?: FieldConfig) =>
    stringField(name, rows.map(value), { displayName, ...config });
  const lines = linesLink(request, 'Show the lines', rows, ({ services, startMs, endMs }) => ({
    services,
    fromMs: startMs - BEFORE_INCIDENT_MS,
    toMs: endMs,
  }));
  const dashboard = serviceLink(request, analysis.range, rows, ({ services }) => services);
  const numbers = (value: (incident: Incident) => number) => rows.map(value);
  return [
    frame(
      VIEWS.incidents.label,
      'table',
      [
        // Dashboards lead from the title to the whole incident; the lines are behind its start.
        timeField(
          'time',
          numbers(({ startMs }) => startMs),
          lines.config
        ),
        timeField(
          'timeEnd',
          numbers(({ endMs }) => endMs)
        ),
        text('severity', 'Severity', ({ severity }) => severity, { mappings: colouredWords(SEVERITY_COLOURS) }),
        text('type', 'Type', ({ type }) => type),
        text('services', 'Services', ({ services }) => services.join(', '), dashboard.config),
        text('title', 'Title', ({ type, services }) => `${type}: ${services.join(', ')}`, {
          ...HIDDEN,
          ...lines.config,
        }),
        text('state', 'State', ({ ongoing }) => (ongoing ? 'ongoing' : 'over'), {
          mappings: colouredWords({ ongoing: 'red', over: 'text' }),
        }),
        numberField(
          'duration',
          numbers(({ startMs, endMs }) => endMs - startMs),
          { displayName: 'Duration', unit: 'ms' }
        ),
        text('evidence', 'Evidence', ({ evidence }) => evidence.join('; ')),
        text('cause', 'Cause', ({ cause }) => cause?.text ?? ''),
        text('recommendation', 'Recommendation', ({ recommendation }) => recommendation),
        text('spread', 'How it spread', ({ chain = [], suspects = [] }) =>
          (chain.length > 0 ? chain : suspects.slice(0, 1)).map((link) => link.text).join(' → ')
        ),
        text('firstSeverity', 'First severity', ({ first }) => first?.severity ?? '', {
          mappings: colouredWords(SEVERITY_COLOURS),
        }),
        text('firstCause', 'First cause', ({ first }) => first?.cause ?? ''),
        text('text', 'Text', ({ description, recommendation }) => `${description}\n${recommendation}`, HIDDEN),
        text('tags', 'Tags', ({ severity, services }) => [severity, ...services].join(','), HIDDEN),
        text('id', 'Id', ({ id }) => id, HIDDEN),
        ...lines.fields,
        ...dashboard.fields,
      ],
      notices
    ),
  ];
}
