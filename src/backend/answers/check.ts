import { CancelledError, SeismologError, SettingsError } from '../../errors';
import { type DetectedField } from '../../query/detectedField';
import { dateTime } from '../../format/dateTime';
import { whole } from '../../format/format';
import { requirePatterns } from '../../query/patterns';
import { costText } from '../../query/readingCost';
import { type ResolvedSettings } from '../../query/resolved';
import { type FieldMapping } from '../../query/settings';
import { detectFields } from '../../sources/detectFields';
import { mappingWarnings, namesFields } from '../../sources/mappingWarnings';
import { costOf } from '../../pipeline/costOf';
import { problemsOf } from '../../sources/calendars/parseCalendar';
import { nextEvent, readCalendar } from '../../sources/calendars/readCalendars';
import { readMarks } from '../../sources/marks/readMarks';
import { createSource } from '../../sources/registry';
import { plural } from '../../sources/foundText';
import { type FieldRequest, type LogSource, type ReadContext, type SourceCheck } from '../../sources/source';
import { answerError } from '../errorAnswer';
import { instanceOf } from '../instance';
import { type CheckHealthRequest, type CheckHealthResponse } from '../proto/messages';
import { type Tools } from './tools';
import { DAY, HOUR } from '../../time/units';

/** Save & test: what the source found, or what is wrong. Runs beside the analyses, so that it never waits for one. */
export async function checkHealth(
  { pluginContext }: CheckHealthRequest,
  { log, record }: Tools,
  signal: AbortSignal
): Promise<CheckHealthResponse> {
  try {
    const { settings } = instanceOf(pluginContext);
    requirePatterns(settings);
    const { message, details } = await checkSource(createSource(settings), settings, Date.now(), { signal });
    return { status: 'OK', message, jsonDetails: json(details ?? {}) };
  } catch (error) {
    const { message } = answerError(error, log, record);
    return { status: 'ERROR', message, jsonDetails: json({ verboseMessage: verbose(error, message) }) };
  }
}

/** The settings that Save & test looks at. */
type Checked = Pick<
  ResolvedSettings,
  'fields' | 'defaultExpr' | 'learningDays' | 'lineLimit' | 'mode' | 'marks' | 'calendars' | 'timeZone'
>;

/**
 * What the source says of itself, how many logs of the last hour its default query matches, and what of the field
 * mapping does not fit them.
 *
 * @throws SettingsError where the default query matches nothing and others would; StoreError, QueryError of the source
 */
export async function checkSource(
  source: LogSource,
  settings: Checked,
  nowMs: number,
  context: ReadContext
): Promise<SourceCheck> {
  const { fields: mapping, defaultExpr } = settings;
  const { message, details } = await source.check(context);
  const request = { fromMs: nowMs - HOUR, toMs: nowMs, expr: defaultExpr };
  const matched = await matchedBy(source, request, context);
  if (matched === 0 && details?.linesLastHour !== 0) {
    throw new SettingsError(`${message} But the default query, ${defaultExpr}, matches no line of the last hour.`);
  }
  const warnings = namesFields(mapping)
    ? await warningsOf(() => detectFields(source, request, context), mapping)
    : undefined;
  const matches = matched === undefined ? [] : [`The default query matches ${plural(matched, 'line')}.`];
  const cost = await tried(() => costOf(source, settings, { ...request, fromMs: nowMs }, context));
  const costs =
    cost === undefined
      ? []
      : [typeof cost === 'string' ? `What an analysis reads could not be asked: ${cost}` : costText(cost)];
  const told = [...(await marksText(settings, nowMs, context)), ...(await calendarTexts(settings, nowMs, context))];
  return {
    message: [message, ...matches, ...(warnings ?? []), ...costs, ...told].join(' '),
    details: {
      ...details,
      ...(matched !== undefined && { linesMatched: matched }),
      ...(typeof cost === 'object' && { cost }),
      ...(warnings && { fieldWarnings: warnings }),
    },
  };
}

/** What was marked in Grafana, where marks are read. */
async function marksText(
  { marks, learningDays }: Pick<ResolvedSettings, 'marks' | 'learningDays'>,
  toMs: number,
  { signal }: ReadContext
): Promise<string[]> {
  if (!marks) {
    return [];
  }
  const period = { fromMs: toMs - learningDays * DAY, toMs };
  const marked = await tried(() => readMarks(marks, period, signal));
  return typeof marked === 'string'
    ? [`The marks in Grafana could not be read: ${marked}`]
    : [`Marks in Grafana in the learning period: ${whole(marked.length)}.`];
}

/** What was read of each calendar, and what comes next. */
async function calendarTexts(
  { calendars, timeZone }: Pick<Checked, 'calendars' | 'timeZone'>,
  nowMs: number,
  { signal }: ReadContext
): Promise<string[]> {
  return Promise.all(
    calendars.map(async (toRead) => {
      const read = await tried(() => readCalendar(toRead, timeZone, nowMs, signal));
      if (typeof read === 'string') {
        return `${toRead.name} could not be read: ${read}`;
      }
      const { calendar, stale } = read;
      const next = nextEvent(calendar, nowMs);
      const comes = next ? `the next is ${next.name}, ${dateTime(next.fromMs)} UTC` : 'none of them is to come';
      const problems = problemsOf(calendar);
      return [
        `${toRead.name}: ${plural(calendar.count, 'event')}; ${comes}.`,
        ...(problems === '' ? [] : [problems]),
        ...(stale === undefined ? [] : [`It could not be read anew. ${stale}`]),
      ].join(' ');
    })
  );
}

/** How many logs the default query matches; undefined where there is none, or nobody counts. */
async function matchedBy(source: LogSource, request: FieldRequest, context: ReadContext): Promise<number | undefined> {
  return request.expr.trim() === '' ? undefined : source.count?.({ ...request, lineLimit: 1 }, context);
}

async function warningsOf(detect: () => Promise<DetectedField[]>, mapping: FieldMapping): Promise<string[]> {
  const fields = await tried(detect);
  return typeof fields === 'string'
    ? [`Whether the logs have the fields of the settings could not be checked: ${fields}`]
    : mappingWarnings(mapping, fields);
}

/** What is asked beside the check does not fail it. @returns what was asked for, or what went wrong in words */
async function tried<T>(ask: () => Promise<T>): Promise<T | string> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SeismologError && !(error instanceof CancelledError)) {
      return error.message;
    }
    throw error;
  }
}

/** The message with what lay beneath it: "connect ECONNREFUSED 127.0.0.1:3100". */
function verbose(error: unknown, message: string): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? verbose(cause, `${message}\n${cause.message}`) : message;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
