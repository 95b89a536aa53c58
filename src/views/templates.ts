import { type Analysis, type LogPattern } from '../analysis/model/analysis';
import { ERROR, LEVELS } from '../logs/level';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { colouredWords, LEVEL_COLOURS } from './colours';
import { linesLink } from './exploreLinks';
import { frame, noData, numberField, stringField, timeField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { metricOf } from './metric';
import { serviceLink } from './serviceLink';
import { textFilter } from './textFilter';
import { isWanted, wantedServices } from './services';
import { type LimitedRequest } from './view';
import { whole } from '../format/format';

const { label: NAME, metrics: METRICS } = VIEWS.templates;
type State = keyof typeof METRICS;

/** Which templates a metric is about. */
const HAS_STATE: Readonly<Record<State, (pattern: LogPattern) => boolean>> = {
  newErrors: (pattern) => pattern.isNew && isError(pattern),
  new: ({ isNew }) => isNew,
  vanished: ({ isVanished }) => isVanished,
};

/**
 * A row for each kind of message, the most frequent first: its template (variable parts as <*>), how often it came,
 * where, when, and whether it is new or has vanished. With a metric, those of that state only. An alert rule gets how
 * many of that state each service has, 0 where none; a template of several services counts in each.
 */
export function templates(analysis: Analysis, request: LimitedRequest): Frame[] {
  const state = metricOf(request.metric, METRICS);
  if (request.forAlert) {
    return countsByService(analysis, request, state ?? 'newErrors');
  }
  const isIncluded = textFilter(request);
  const found = analysis.patterns.templates.filter(
    (pattern) =>
      isIncluded(pattern.template) &&
      pattern.services.some((service) => isWanted(request, service)) &&
      (state === undefined || HAS_STATE[state](pattern))
  );
  return [table(analysis, found, request)];
}

function countsByService(analysis: Analysis, request: LimitedRequest, state: State): Frame[] {
  // Whether a template is one of errors takes a level.
  const services = wantedServices(analysis, request)
    .filter(({ known }) => state !== 'newErrors' || known.levels > 0)
    .map(({ service }) => service);
  const isIncluded = textFilter(request);
  const found = analysis.patterns.templates.filter(
    (pattern) => isIncluded(pattern.template) && HAS_STATE[state](pattern)
  );
  const counts = services.map((name) => found.filter((pattern) => pattern.services.includes(name)).length);
  const result = frame(NAME, 'numeric-long', [
    stringField('service', services, { displayName: 'Service' }),
    numberField(state, counts, { displayName: METRICS[state], unit: 'short', decimals: 0, min: 0 }),
  ]);
  const reason =
    analysis.totals.logs > 0 ? 'The level of no log is known.' : 'No service logged anything in this range.';
  return services.length > 0 ? [result] : noData(result, reason, request);
}

/** Without templates the columns are there, empty. */
function table(analysis: Analysis, found: readonly LogPattern[], request: LimitedRequest): Frame {
  const rows = found.slice(0, request.limit);
  const logs = analysis.patterns.templates.reduce((sum, { count }) => sum + count, 0);
  const text = (name: string, displayName: string, value: (row: LogPattern) => string, config?: FieldConfig) =>
    stringField(name, rows.map(value), { displayName, ...config });
  const lines = linesLink(request, 'Show the lines', rows, ({ services, template, firstMs, lastMs }) => ({
    services,
    template,
    fromMs: firstMs,
    toMs: lastMs + 1,
  }));
  const dashboard = serviceLink(request, analysis.range, rows, ({ services }) => services);
  const numbers = (name: string, value: (row: LogPattern) => number, config: FieldConfig) =>
    numberField(name, rows.map(value), config);
  const times = (name: string, displayName: string, value: (row: LogPattern) => number) =>
    timeField(name, rows.map(value), { displayName });
  return frame(
    NAME,
    'table',
    [
      text('level', 'Level', levelOf, { mappings: colouredWords(LEVEL_COLOURS) }),
      text('template', 'Template', ({ template }) => template, {
        filterable: request.filtersFields ?? false,
        ...lines.config,
      }),
      numbers('count', ({ count }) => count, { displayName: 'Logs', unit: 'locale', decimals: 0, min: 0 }),
      numbers('share', ({ count }) => count / logs, { displayName: 'Share', unit: 'percentunit', min: 0, max: 1 }),
      text('services', 'Services', ({ services }) => services.join(', '), dashboard.config),
      text('trend', 'Trend', ({ trend }) => trend.toLowerCase(), {
        mappings: colouredWords({ rising: 'orange', falling: 'blue', stable: 'text' }),
      }),
      text('state', 'State', stateOf, {
        mappings: colouredWords({ new: 'orange', vanished: 'purple', steady: 'text' }),
      }),
      times('firstSeen', 'First seen', ({ firstMs }) => firstMs),
      times('lastSeen', 'Last seen', ({ lastMs }) => lastMs),
      text('example', 'Example', ({ example }) => example),
      ...lines.fields,
      ...dashboard.fields,
    ],
    noticesOf(found, rows, request)
  );
}

function noticesOf(found: readonly LogPattern[], rows: readonly LogPattern[], request: LimitedRequest): Notice[] {
  const notices: Notice[] = [];
  const say = (text: string) => notices.push({ severity: 'info', text });
  if (found.length > rows.length) {
    const rest = found.slice(rows.length).reduce((sum, { count }) => sum + count, 0);
    const number = (n: number) => whole(n);
    say(
      `The ${number(rows.length)} most frequent of ${number(found.length)} templates; the others make up ${number(rest)} logs.`
    );
  }
  if (request.services.length > 0 && rows.some(({ services }) => services.some((name) => !isWanted(request, name)))) {
    say('A template that other services log too is counted in all of them.');
  }
  return notices;
}

/** The level that most of its logs have, the more severe of equals. */
function levelOf({ byLevel }: LogPattern): string {
  const most = byLevel.reduce((best, count, level) => (count >= byLevel[best] ? level : best), 0);
  return LEVELS[most];
}

function stateOf({ isNew, isVanished }: LogPattern): string {
  return isNew ? 'new' : isVanished ? 'vanished' : 'steady';
}

function isError({ byLevel }: LogPattern): boolean {
  return byLevel.some((count, level) => level >= ERROR && count > 0);
}
