import { type Incident } from '../analysis/model/analysis';
import { exploreStates } from '../query/explore/exploreState';
import { parseSettings } from '../query/validation';
import { MINUTE } from '../time/units';
import { incidentAlerts } from './incidentAlerts';
import { normalAnalysis } from './testing/analyses';
import { INCIDENTS } from './testing/incidents';
import { OUTAGE_MS } from './testing/windows';

const [, over] = INCIDENTS;
const incident: Incident = {
  ...over,
  ongoing: true,
  first: {
    seenMs: OUTAGE_MS + 2 * MINUTE,
    startMs: OUTAGE_MS,
    type: 'High Error Rate',
    severity: 'HIGH',
    service: 'api-gateway',
    cause: 'database',
    line: 'Disk 42 is full',
    traceId: 'abc',
    recommendation: 'Look at the logs of database.',
  },
};

function labels(of: Incident, links: object): Record<string, unknown> {
  const stored = { jsonData: { source: 'loki', links }, secureJsonData: {}, url: 'http://loki' };
  const settings = parseSettings({ ...stored, basicAuth: false, basicAuthUser: '' });
  const [{ fields }] = incidentAlerts(normalAnalysis(), [of], exploreStates(settings, '{app="shop"}'));
  return Object.fromEntries(
    fields.filter(({ type }) => type === 'string').map(({ name, values }) => [name, values[0]])
  );
}

const LINKS = { logsUid: 'logs', tracesUid: 'traces' };
const paneOf = (text: unknown) => (JSON.parse(String(text)) as { seismolog: Record<string, unknown> }).seismolog;

describe('the labels of an incident under way', () => {
  it('are what it was first found to be', () => {
    expect(labels(incident, {})).toEqual({
      id: 'i1',
      service: 'api-gateway',
      type: 'High Error Rate',
      severity: 'HIGH',
      since: '2024-10-27 23:00:00 UTC',
      since_ms: String(OUTAGE_MS),
      cause: 'database',
      first_error: 'Disk 42 is full',
      recommendation: 'Look at the logs of database.',
    });
  });

  it('have its lines and the trace of the first one, for the links of a message', () => {
    const { __lines__: lines, __trace__: trace } = labels(incident, LINKS);

    expect(paneOf(lines)).toMatchObject({
      datasource: 'logs',
      queries: [{ expr: expect.stringContaining('service_name=~"database|api-gateway"') }],
      range: { from: String(OUTAGE_MS - 5 * MINUTE), to: String(OUTAGE_MS + 10 * MINUTE) },
    });
    expect(paneOf(trace)).toMatchObject({ datasource: 'traces', queries: [{ query: 'abc', queryType: 'traceql' }] });
  });

  it('stay the same while it lasts', () => {
    const later: Incident = { ...incident, severity: 'CRITICAL', endMs: incident.endMs + MINUTE, services: ['other'] };
    expect(labels(later, LINKS)).toEqual(labels(incident, LINKS));
  });

  it('name no trace where the first line has none', () => {
    const untraced: Incident = { ...incident, first: { ...incident.first!, traceId: undefined } };
    expect(labels(untraced, LINKS)).toMatchObject({ __trace__: '' });
  });
});
