import { firstLines } from '../analysis/incidents/firstLines';
import { type Analysis, type Incident } from '../analysis/model/analysis';
import { dateTime } from '../format/dateTime';
import { duration } from '../format/durations';
import { capital, listed, percent } from '../format/format';
import { VIEWS } from '../query/views';
import { wallClock } from '../time/wallClock';
import { chosenIncident, noIncident } from './chosenIncident';
import { colouredWords, SEVERITY_COLOURS } from './colours';
import { frame, noData, stringField } from './fields';
import { type Frame } from './frame';
import { type ViewRequest } from './view';

type Row = readonly [part: string, text: string];

/**
 * One incident, the most pressing where none is named, told in rows: what happened, when, what to do, where it began
 * and how it spread, the first lines, what was measured.
 *
 * @throws QueryError for a time zone that doesn't exist
 */
export function oneIncident(analysis: Analysis, request: ViewRequest): Frame[] {
  const incident = chosenIncident(analysis, request);
  const rows = incident ? rowsOf(incident, request.timeZone) : [];
  const result = frame(VIEWS.oneIncident.label, 'table', [
    stringField(
      'part',
      rows.map(([part]) => part),
      { displayName: 'What', mappings: colouredWords(SEVERITY_COLOURS) }
    ),
    stringField(
      'text',
      rows.map(([, text]) => text),
      { displayName: incident ? `${incident.type} ${incident.id}` : 'Incident' }
    ),
  ]);
  return incident ? [result] : noData(result, noIncident(request), request);
}

function rowsOf(incident: Incident, timeZone: string): Row[] {
  const { type, severity, services, description, recommendation, evidence, startMs, endMs, ongoing } = incident;
  const { chain = [], suspects = [], first } = incident;
  const from = dateTime(wallClock(timeZone)(startMs));
  const wasOther = first && first.severity !== severity;
  return [
    [severity, `${type}: ${description}`],
    ['When', `${from}, for ${duration(endMs - startMs)}, ${ongoing ? 'still under way' : 'over'}`],
    ['Services', listed(services)],
    ['What to do', recommendation],
    ...began(suspects[0]),
    ...chain.slice(1).map(({ text }): Row => ['Then', text]),
    ...firstLines(incident).map(({ service, message, what }): Row => [capital(what), `${service}: ${message}`]),
    ...evidence.map((text): Row => ['Evidence', text]),
    ...(wasOther ? [['First found', `as ${first.severity} ${first.type} of ${first.service}`] as const] : []),
  ];
}

function began(suspect: NonNullable<Incident['suspects']>[number] | undefined): Row[] {
  return [
    ['Began', suspect ? `${percent(suspect.confidence, 0)} likely: ${suspect.text}` : 'Nothing shows where it began.'],
  ];
}
