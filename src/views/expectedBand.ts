import { type Analysis } from '../analysis/model/analysis';
import { type Band, type ExpectedBands, expectedBands } from '../analysis/expected/expectedBands';
import { type BandMetric } from '../analysis/expected/serviceDetectors';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { fixed } from './colours';
import { noData, seriesFrame } from './fields';
import { some } from '../format/format';
import { wallClock } from '../time/wallClock';
import { type FieldConfig, type Frame } from './frame';
import { byHealth } from './health';
import { metricOf } from './metric';
import { isWanted } from './services';
import { type LimitedRequest } from './view';

const { label: NAME, metrics: METRICS } = VIEWS.expectedBand;

/** Fewer logs in a step give no rate, fewer responses no mean. */
const MIN_LOGS = 10;

const CONFIG: Readonly<Record<BandMetric, FieldConfig>> = {
  errorRate: { unit: 'percentunit', min: 0 },
  responseTime: { unit: 'ms', min: 0 },
};

/**
 * Error rate (or mean response time) of each service over time, with what was expected, the band that it should lie in,
 * and the plain threshold of mean and 3 standard deviations of the 24 * 7 steps before. The series of a service differ
 * by their label `band`. An alert rule gets one series a service instead: how unusual each value is, 0 to 1, so that
 * one threshold fits all services. What to expect is learned from the request's history and, from there on, from the
 * range itself. Where no services are chosen, a panel gets the least healthy ones, and a notice says so.
 */
export function expectedBand(analysis: Analysis, request: LimitedRequest): Frame[] {
  const metric = metricOf(request.metric, METRICS) ?? 'errorRate';
  const { windows } = analysis;
  const { history, timeZone } = request;
  const input = { metric, windows, history, minLogs: MIN_LOGS, toWallClock: wallClock(timeZone) };
  const { timeMs, services } = expectedBands(input);
  const wanted = windows.services.filter((service) => isWanted(request, service));
  const known = services.filter(({ service }) => wanted.includes(service));
  const empty = seriesFrame(new Float64Array(), new Float64Array(), CONFIG[metric], { service: '', band: 'value' });
  if (known.length === 0) {
    const what = METRICS[metric].toLowerCase();
    return noData(
      { ...empty, name: NAME },
      `Too few logs in this range to show the ${what} of any service over time.`,
      request
    );
  }
  const isChosen = request.forAlert || request.services.length > 0;
  const shown = isChosen ? known : leastHealthy(known, analysis, request.limit);
  const frames = shown.flatMap(({ service, band }) =>
    request.forAlert ? likelihoodFrame(service, timeMs, band) : bandFrames(service, timeMs, band, CONFIG[metric])
  );
  return frames.length > 0
    ? withNotices(frames, [
        ...cutNotices(shown.length, known.length),
        ...sparseNotices(wanted.filter((name) => !known.some(({ service }) => service === name))),
        ...learningNotices(shown),
      ])
    : noData({ ...empty, name: NAME }, 'Still learning what to expect: there is too little history.', request);
}

function bandFrames(service: string, timeMs: Float64Array, band: Band, config: FieldConfig): Frame[] {
  const series = (part: string, values: Float64Array, custom: Record<string, unknown>, color?: FieldConfig['color']) =>
    seriesFrame(
      timeMs,
      values,
      { ...config, displayNameFromDS: nameOf(service, part), custom, ...(color && { color }) },
      { service, band: part }
    );
  const hidden = { lineWidth: 0, hideFrom: { legend: true, tooltip: false, viz: false } };
  const value = series('value', band.values, { lineWidth: 2 });
  if (band.expected.every((expected) => Number.isNaN(expected))) {
    return [value];
  }
  return [
    value,
    series('expected', band.expected, { lineStyle: { fill: 'dash', dash: [4, 6] } }),
    series('3 sigma', band.sigmaUpper, { lineStyle: { fill: 'dot', dash: [1, 4] } }),
    series('lower', band.lower, hidden, fixed('text')),
    series('upper', band.upper, { ...hidden, fillBelowTo: nameOf(service, 'lower'), fillOpacity: 10 }, fixed('text')),
  ];
}

/** Steps that were judged: a gap says nothing, and a rule takes the last of those that are there. */
function likelihoodFrame(service: string, timeMs: Float64Array, band: Band): Frame[] {
  const judged = (_: number, i: number) => !Number.isNaN(band.values[i]) && !Number.isNaN(band.expected[i]);
  const times = timeMs.filter(judged);
  const values = band.likelihood.filter(judged);
  return times.length > 0 ? [seriesFrame(times, values, { unit: 'none', min: 0, max: 1 }, { service })] : [];
}

function nameOf(service: string, part: string): string {
  return part === 'value' ? service : `${service} ${part}`;
}

type KnownService = ExpectedBands['services'][number];

/** The few with the lowest scores, those without one first, in the order in which they are known. */
function leastHealthy(known: readonly KnownService[], { services }: Analysis, limit: number): KnownService[] {
  const rank = new Map(byHealth(services).map(({ service }, index) => [service, index]));
  const rankOf = ({ service }: KnownService) => rank.get(service) ?? -1;
  const lowest = new Set(known.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, limit));
  return known.filter((one) => lowest.has(one));
}

function cutNotices(shown: number, all: number): Notice[] {
  const text = `The ${shown} least healthy of ${all} services. Choose services to see others.`;
  return shown < all ? [{ severity: 'info', text }] : [];
}

/** Names that are said; of more, how many they are. */
const MAX_NAMES = 5;

function sparseNotices(names: readonly string[]): Notice[] {
  const text = `Too few logs, or responses, in this range to show: ${some(names, MAX_NAMES)}.`;
  return names.length > 0 ? [{ severity: 'info', text }] : [];
}

function learningNotices(shown: readonly KnownService[]): Notice[] {
  const learning = shown.filter(({ band }) => band.expected.some((value) => Number.isNaN(value)));
  const names = learning.map(({ service }) => service).join(', ');
  const text = `Too little history to expect anything, at first or throughout, of: ${names}.`;
  return learning.length > 0 ? [{ severity: 'info', text }] : [];
}

function withNotices([first, ...rest]: Frame[], notices: Notice[]): Frame[] {
  return [{ ...first, meta: { ...first.meta, ...(notices.length > 0 && { notices }) } }, ...rest];
}
