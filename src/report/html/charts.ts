import { type EChartsCoreOption } from 'echarts/core';
import { type Analysis } from '../../analysis/model/analysis';
import { HEALTH_BANDS } from '../../analysis/model/health';
import { dateTime } from '../../format/dateTime';
import { duration } from '../../format/durations';
import { decimal, milliseconds, percent, plural, threeDigits, whole } from '../../format/format';
import { DEBUG, LEVELS, UNKNOWN } from '../../logs/level';
import { byUrgency } from '../../analysis/incidents/urgency';
import { AXIS, GRID, LEGEND } from './chartStyle';
import { colour, LEVEL_COLOURS, SEVERITY_COLOURS } from './palette';
import { chartStep, overTime } from './windowSeries';

/** One of the charts, drawn by ECharts. Its option is plain JSON: it is drawn here, and in the browser again. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  /** What it shows in words: all that a reader has who does not see it. Where there is nothing to draw, why. */
  readonly text: string;
  /** Left out where there is nothing to draw. */
  readonly option?: EChartsCoreOption;
  /** Over time: what is zoomed in one is zoomed in all. */
  readonly isOverTime: boolean;
}

/** ECharts makes colours brighter under the pointer, and cannot those that follow dark and light. */
const CALM = { disabled: true };

/** Incidents whose time is shaded: of more there would be nothing but shade. */
const SHADED = 50;

export function charts(analysis: Analysis): Chart[] {
  return [levels(analysis), health(analysis), anomalies(analysis), responseTimes(analysis)];
}

function levels(analysis: Analysis): Chart {
  const { windows, totals } = analysis;
  const step = chartStep(windows);
  const codes = Array.from(LEVELS.keys()).filter(
    (code) => totals.byLevel[code] > 0 && (code !== DEBUG || totals.byLevel[code] === totals.logs)
  );
  const found = codes.map((code) => `${whole(totals.byLevel[code])} ${LEVELS[code]}`);
  return {
    id: 'levels',
    title: 'Logs by level',
    text:
      codes.length === 0
        ? 'There are no logs.'
        : `In all ${found.join(', ')}; a point is ${duration(step * windows.windowMs)}.`,
    isOverTime: true,
    option:
      codes.length === 0
        ? undefined
        : {
            grid: GRID,
            legend: LEGEND,
            xAxis: { type: 'time', ...AXIS },
            yAxis: { type: 'value', minInterval: 1, ...AXIS },
            series: codes.map((code, i) => ({
              name: code === UNKNOWN ? 'level unknown' : LEVELS[code],
              type: 'line',
              emphasis: CALM,
              showSymbol: false,
              lineStyle: { width: 1.5 },
              color: LEVEL_COLOURS[LEVELS[code]],
              data: overTime(windows, windows.byLevel[code], step),
              ...(i === 0 && shade(analysis)),
            })),
          },
  };
}

/** The times of incidents, in the colour of their severity. */
function shade({ incidents }: Analysis) {
  const data = byUrgency(incidents)
    .slice(0, SHADED)
    .map(({ startMs, endMs, severity }) => [
      { xAxis: startMs, itemStyle: { color: SEVERITY_COLOURS[severity], opacity: 0.16 } },
      { xAxis: endMs },
    ]);
  return { markArea: { silent: true, data } };
}

function health(analysis: Analysis): Chart {
  const { overall, startMs, stepMs } = analysis.healthOverTime;
  const known = Array.from(overall.keys()).filter((step) => !Number.isNaN(overall[step]));
  const about = { id: 'health', title: 'Health over time', isOverTime: true };
  if (known.length === 0) {
    return {
      ...about,
      text: analysis.health.score === null ? analysis.health.reason : 'Too little is known of each step.',
    };
  }
  const lowest = known.reduce((low, step) => (overall[step] < overall[low] ? step : low));
  const under = known.filter((step) => overall[step] < HEALTH_BANDS.WARNING).length;
  return {
    ...about,
    text:
      `Lowest ${decimal(overall[lowest], 1)} of 100 at ${dateTime(startMs + lowest * stepMs)}; ` +
      `under ${HEALTH_BANDS.WARNING} ${under > 0 ? `for ${duration(under * stepMs)}` : 'never'}; a point is ${duration(stepMs)}.`,
    option: {
      grid: { ...GRID, top: 12 },
      xAxis: { type: 'time', ...AXIS },
      yAxis: { type: 'value', min: 0, max: 100, ...AXIS },
      series: [
        {
          name: 'health',
          type: 'line',
          emphasis: CALM,
          showSymbol: known.length === 1,
          lineStyle: { width: 1.5 },
          color: colour('calm'),
          data: Array.from(overall, (score, step) => [
            startMs + step * stepMs,
            Number.isNaN(score) ? null : Math.round(10 * score) / 10,
          ]),
          ...shade(analysis),
        },
      ],
    },
  };
}

function anomalies({ windows, anomalies, totals }: Analysis): Chart {
  const about = { id: 'anomalies', title: 'Anomalous logs', isOverTime: true };
  if (anomalies.status === 'learning') {
    return { ...about, text: `Learning: ${whole(totals.logs)} logs are too few to know what is unusual.` };
  }
  if (anomalies.count === 0) {
    return { ...about, text: `None of ${plural(totals.logs, 'log')}.` };
  }
  const step = chartStep(windows);
  return {
    ...about,
    text: `${plural(anomalies.count, 'log')}, ${percent(anomalies.rate, 2)} of all; a bar is ${duration(step * windows.windowMs)}.`,
    option: {
      grid: { ...GRID, top: 12 },
      xAxis: { type: 'time', ...AXIS },
      yAxis: { type: 'value', minInterval: 1, ...AXIS },
      series: [
        {
          name: 'anomalies',
          type: 'bar',
          emphasis: CALM,
          color: colour('accent'),
          data: overTime(windows, anomalies.perWindow, step),
        },
      ],
    },
  };
}

function responseTimes({ responseTimes, totals: { responseTime } }: Analysis): Chart {
  const about = { id: 'response-times', title: 'Response times', isOverTime: false };
  if (!responseTimes || !responseTime) {
    return { ...about, text: 'No log has a response time.' };
  }
  const { edges, counts, p95 } = responseTimes;
  const label = (ms: number) => (ms < 0.1 ? threeDigits(ms) : ms < 10 ? decimal(ms, 1) : whole(ms));
  const p95Bin = edges.findLastIndex((edge) => edge <= p95);
  const { p50, p99, max } = responseTime;
  return {
    ...about,
    text: `Half are under ${milliseconds(p50)}, 95% under ${milliseconds(p95)}, 99% under ${milliseconds(p99)}; the longest is ${milliseconds(max)}.`,
    option: {
      grid: { ...GRID, top: 24 },
      xAxis: { type: 'category', data: Array.from(counts, (_, i) => `${label(edges[i])} ms`), ...AXIS },
      yAxis: { type: 'value', minInterval: 1, ...AXIS },
      series: [
        {
          name: 'responses',
          type: 'bar',
          emphasis: CALM,
          barCategoryGap: '10%',
          data: Array.from(counts, (value, i) => ({
            value,
            itemStyle: { color: i > p95Bin ? colour('poor') : colour('calm') },
          })),
          markLine: {
            silent: true,
            symbol: 'none',
            label: { formatter: '95%', color: colour('bad') },
            lineStyle: { color: colour('bad'), type: 'dashed' },
            data: [{ xAxis: p95Bin }],
          },
        },
      ],
    },
  };
}
