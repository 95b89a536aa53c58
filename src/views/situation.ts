import { describeHealth } from '../analysis/health/describeHealth';
import { whyUnknown } from '../analysis/health/known';
import { firstLines } from '../analysis/incidents/firstLines';
import { byUrgency } from '../analysis/incidents/urgency';
import { type Analysis, type Forecast, type Incident } from '../analysis/model/analysis';
import { dateTime } from '../format/dateTime';
import { duration } from '../format/durations';
import { capital, percent, some, whole } from '../format/format';
import { VIEWS } from '../query/views';
import { wallClock } from '../time/wallClock';
import { colouredWords, LEVEL_COLOURS, SEVERITY_COLOURS } from './colours';
import { frame, stringField } from './fields';
import { type Frame } from './frame';
import { isWanted, wantedIncidents } from './services';
import { type ViewRequest } from './view';

/** Services that are named of an incident's. */
const NAMED = 3;

/** A question with its answer, and the colour of that where it has one. */
interface Row {
  readonly question: string;
  readonly answer: string;
  readonly colour?: string;
}

/**
 * What somebody on call asks first, with the answers: is anything wrong, since when, what to do, where did it begin,
 * what is coming: on a phone the first of them fit the screen. Of the services asked for; health is that of all.
 *
 * @throws QueryError for a time zone that doesn't exist
 */
export function situation(analysis: Analysis, request: ViewRequest): Frame[] {
  const { totals, healthNow } = analysis;
  const unknown = totals.logs === 0 ? 'There are no logs in this range.' : whyUnknown(totals.known);
  const incidents = wantedIncidents(analysis, request);
  const forecasts = analysis.forecasts.filter(({ service }) => isWanted(request, service));
  const clock = clockOf(request.timeZone);
  const rows = [
    ...now(incidents, unknown, clock),
    coming(forecasts, analysis.range.toMs, unknown),
    ...(request.services.length === 0 ? [{ question: 'Health', answer: capital(describeHealth(healthNow)) }] : []),
  ];
  const colours = rows.flatMap(({ answer, colour }) => (colour === undefined ? [] : [[answer, colour] as const]));
  return [
    frame(VIEWS.situation.label, 'table', [
      stringField(
        'question',
        rows.map(({ question }) => question),
        { displayName: 'Question' }
      ),
      stringField(
        'answer',
        rows.map(({ answer }) => answer),
        { displayName: 'Answer', mappings: colouredWords(Object.fromEntries(colours)) }
      ),
    ]),
  ];
}

type Clock = (ms: number) => string;

function clockOf(timeZone: string): Clock {
  const wall = wallClock(timeZone);
  return (ms) => dateTime(wall(ms));
}

function now(incidents: readonly Incident[], unknown: string | undefined, clock: Clock): Row[] {
  const [first, ...others] = byUrgency(incidents.filter(({ ongoing }) => ongoing));
  if (first) {
    const { type, severity, services, startMs, endMs, recommendation } = first;
    const more = others.length > 0 ? `; ${whole(others.length)} more under way` : '';
    return [
      {
        question: 'Wrong now',
        answer: `${severity}: ${type} of ${some(services, NAMED)}${more}`,
        colour: SEVERITY_COLOURS[severity],
      },
      { question: 'Since', answer: `${clock(startMs)}, for ${duration(endMs - startMs)}` },
      { question: 'What to do', answer: recommendation },
      { question: 'Began', answer: began(first) },
      ...firstLines(first)
        .slice(0, 1)
        .map(({ service, message }) => ({ question: 'First error', answer: `${service}: ${message}` })),
    ];
  }
  if (unknown !== undefined) {
    return [{ question: 'Wrong now', answer: `Not known. ${unknown}`, colour: LEVEL_COLOURS.UNKNOWN }];
  }
  return [
    { question: 'Wrong now', answer: 'No incident is under way, as far as is seen.', colour: 'green' },
    ...last(incidents, clock),
  ];
}

function began({ suspects = [] }: Incident): string {
  const [suspect] = suspects;
  return suspect ? `${suspect.text} (${percent(suspect.confidence, 0)} likely)` : 'Nothing shows where it began.';
}

function last(incidents: readonly Incident[], clock: Clock): Row[] {
  const [latest] = incidents.toSorted((a, b) => b.endMs - a.endMs);
  return latest
    ? [
        {
          question: 'Last',
          answer: `${latest.severity}: ${latest.type} of ${some(latest.services, NAMED)}, over since ${clock(latest.endMs)}`,
        },
      ]
    : [];
}

function coming(forecasts: readonly Forecast[], nowMs: number, unknown: string | undefined): Row {
  const question = 'Coming';
  const [first, ...others] = forecasts;
  if (!first) {
    return { question, answer: unknown === undefined ? 'Nothing is seen coming.' : 'Not known.' };
  }
  const { service, rule, expectedMs, confidence } = first;
  const more = others.length > 0 ? `; ${whole(others.length)} more` : '';
  const answer = `${service}: ${rule} in ${duration(expectedMs - nowMs)}, confidence ${percent(confidence, 0)}${more}`;
  return { question, answer, colour: 'orange' };
}
