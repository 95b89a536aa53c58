import { type EChartsCoreOption } from 'echarts/core';
import { type Analysis, SEVERITIES } from '../../analysis/analysis';
import { type WindowTable } from '../../analysis/windows';
import { LEVELS } from '../../logs/level';

/** One of the nine charts: the seed's views, drawn by ECharts. */
export interface Chart {
  title: string;
  /** Undefined where there is nothing to draw; `empty` then says why. */
  option: EChartsCoreOption | undefined;
  empty: string;
}

const COLOURS = {
  blue: '#3274d9',
  green: '#299c46',
  yellow: '#e0b400',
  orange: '#e5701a',
  red: '#d4364c',
  purple: '#8f3bb8',
  grey: '#8e8e98',
};
const LEVEL_COLOURS = [COLOURS.grey, COLOURS.green, COLOURS.yellow, COLOURS.orange, COLOURS.red];
const SEVERITY_COLOURS = { CRITICAL: COLOURS.red, HIGH: COLOURS.orange, MEDIUM: COLOURS.yellow };
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOUR_MS = 3_600_000;
const TOP_ERRORS = 8;
/** Points that a time axis of this size can show. */
const MAX_POINTS = 200;

const NO_RESPONSE_TIMES = 'No log has a response time.';

/** The nine views in the seed's order. */
export function charts(analysis: Analysis): Chart[] {
  return [
    levelsOverTime(analysis),
    responseTimes(analysis),
    healthScore(analysis),
    errorsByService(analysis),
    anomalyTimeline(analysis),
    topErrors(analysis),
    responseTimeByService(analysis),
    incidentsBySeverity(analysis),
    activity(analysis),
  ];
}

const GRID = { left: 8, right: 16, top: 36, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' };
const axisStyle = { axisLabel: { color: COLOURS.grey }, splitLine: { lineStyle: { color: '#8884' } } };
const legend = { top: 0, textStyle: { color: COLOURS.grey } };

function levelsOverTime({ windows }: Analysis): Chart {
  const step = chartStep(windows);
  return {
    title: 'Log Levels Over Time',
    empty: '',
    option: {
      grid: GRID,
      legend,
      xAxis: { type: 'time', ...axisStyle },
      yAxis: { type: 'value', ...axisStyle },
      series: LEVELS.slice(1).map((level, i) => ({
        name: level,
        type: 'line',
        showSymbol: false,
        lineStyle: { width: 1.5 },
        color: LEVEL_COLOURS[i + 1],
        data: overTime(windows, windows.byLevel[i + 1], step),
      })),
    },
  };
}

function responseTimes({ responseTimes }: Analysis): Chart {
  const title = 'Response Time Distribution';
  if (!responseTimes) {
    return { title, option: undefined, empty: NO_RESPONSE_TIMES };
  }
  const { edges, counts, p95 } = responseTimes;
  const label = (ms: number) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));
  const p95Bin = edges.findLastIndex((edge) => edge <= p95);
  return {
    title,
    empty: '',
    option: {
      grid: GRID,
      xAxis: { type: 'category', name: 'ms', data: Array.from(counts, (_, i) => label(edges[i])), ...axisStyle },
      yAxis: { type: 'value', ...axisStyle },
      series: [
        {
          type: 'bar',
          barCategoryGap: '0%',
          data: Array.from(counts, (value, i) => ({
            value,
            itemStyle: { color: i > p95Bin ? COLOURS.orange : COLOURS.blue },
          })),
          markLine: {
            symbol: 'none',
            label: { formatter: `P95 ${p95.toFixed(0)} ms`, color: COLOURS.red },
            lineStyle: { color: COLOURS.red, type: 'dashed' },
            data: [{ xAxis: p95Bin }],
          },
        },
      ],
    },
  };
}

function healthScore({ health }: Analysis): Chart {
  return {
    title: 'Health Score',
    empty: '',
    option: {
      series: [
        {
          type: 'gauge',
          min: 0,
          max: 100,
          center: ['50%', '52%'],
          radius: '88%',
          axisLine: {
            lineStyle: {
              width: 16,
              color: [
                [0.5, COLOURS.red],
                [0.7, COLOURS.orange],
                [0.9, COLOURS.yellow],
                [1, COLOURS.green],
              ],
            },
          },
          axisTick: { show: false },
          splitLine: { length: 16 },
          axisLabel: { color: COLOURS.grey, distance: 22 },
          pointer: { width: 5 },
          title: { color: COLOURS.grey, offsetCenter: [0, '92%'] },
          detail: {
            formatter: (value: number) => value.toFixed(1),
            color: COLOURS.grey,
            fontSize: 26,
            offsetCenter: [0, '66%'],
          },
          data: [{ value: health.score, name: health.status }],
        },
      ],
    },
  };
}

function errorsByService({ services }: Analysis): Chart {
  const sorted = [...services].sort((a, b) => a.errors - b.errors);
  return {
    title: 'Error Count by Service',
    empty: '',
    option: horizontalBars(
      sorted.map(({ service }) => service),
      sorted.map(({ errors }) => errors),
      COLOURS.red
    ),
  };
}

function anomalyTimeline({ windows, anomalies }: Analysis): Chart {
  const step = chartStep(windows);
  return {
    title: 'Anomaly Detection Timeline',
    empty: 'Still learning what is normal.',
    option:
      anomalies.status === 'learning'
        ? undefined
        : {
            grid: GRID,
            xAxis: { type: 'time', ...axisStyle },
            yAxis: { type: 'value', ...axisStyle },
            series: [{ type: 'bar', color: COLOURS.purple, data: overTime(windows, anomalies.perWindow, step) }],
          },
  };
}

function topErrors({ patterns }: Analysis): Chart {
  const top = patterns.errors.slice(0, TOP_ERRORS).reverse();
  const short = (text: string) => (text.length > 42 ? `${text.slice(0, 41)}…` : text);
  return {
    title: 'Most Frequent Errors',
    empty: 'There are no errors.',
    option:
      top.length === 0
        ? undefined
        : horizontalBars(
            top.map(({ template }) => short(template)),
            top.map(({ count }) => count),
            COLOURS.orange
          ),
  };
}

function responseTimeByService({ services }: Analysis): Chart {
  const timed = services
    .flatMap(({ service, responseTime }) => (responseTime ? [{ service, mean: responseTime.mean }] : []))
    .sort((a, b) => a.mean - b.mean);
  return {
    title: 'Avg Response Time by Service (ms)',
    empty: NO_RESPONSE_TIMES,
    option:
      timed.length === 0
        ? undefined
        : horizontalBars(
            timed.map(({ service }) => service),
            timed.map(({ mean }) => Math.round(mean)),
            COLOURS.blue
          ),
  };
}

function incidentsBySeverity({ incidents }: Analysis): Chart {
  return {
    title: 'Incidents by Severity',
    empty: '',
    option: {
      grid: GRID,
      xAxis: { type: 'category', data: [...SEVERITIES], ...axisStyle },
      yAxis: { type: 'value', minInterval: 1, ...axisStyle },
      series: [
        {
          type: 'bar',
          barWidth: '50%',
          label: { show: true, position: 'top', color: COLOURS.grey },
          data: SEVERITIES.map((severity) => ({
            value: incidents.filter((incident) => incident.severity === severity).length,
            itemStyle: { color: SEVERITY_COLOURS[severity] },
          })),
        },
      ],
    },
  };
}

function activity({ windows }: Analysis): Chart {
  const cells = new Float64Array(7 * 24);
  forEachWindow(windows, (timeMs, window) => {
    const date = new Date(timeMs);
    const day = (date.getUTCDay() + 6) % 7;
    for (const column of windows.byLevel) {
      cells[day * 24 + date.getUTCHours()] += atWindow(windows, column, window);
    }
  });
  return {
    title: 'Log Activity (UTC)',
    empty: '',
    option: {
      grid: { ...GRID, right: 70 },
      xAxis: { type: 'category', data: Array.from({ length: 24 }, (_, hour) => String(hour)), ...axisStyle },
      yAxis: { type: 'category', data: DAYS, inverse: true, ...axisStyle },
      visualMap: {
        min: 0,
        max: cells.reduce((max, n) => Math.max(max, n), 1),
        orient: 'vertical',
        right: 0,
        top: 'center',
        itemHeight: 120,
        textStyle: { color: COLOURS.grey },
        inRange: { color: ['#e8f1fb', '#8ab8ee', '#3274d9', '#123a7a'] },
      },
      series: [
        { type: 'heatmap', data: Array.from(cells, (value, cell) => [cell % 24, Math.floor(cell / 24), value]) },
      ],
    },
  };
}

function horizontalBars(names: string[], values: number[], color: string): EChartsCoreOption {
  return {
    grid: { ...GRID, top: 8, right: 48 },
    xAxis: { type: 'value', ...axisStyle },
    yAxis: { type: 'category', data: names, ...axisStyle },
    series: [{ type: 'bar', data: values, color, label: { show: true, position: 'right', color: COLOURS.grey } }],
  };
}

/** Windows a point: hours in a week, fewer where the range is short. */
function chartStep({ windows, windowMs }: WindowTable): number {
  const most = Math.ceil(windows / MAX_POINTS);
  const perHour = Math.max(1, Math.round(HOUR_MS / windowMs));
  return most > perHour / 2 ? Math.ceil(most / perHour) * perHour : most;
}

/** [milliseconds, sum over all services] for each step. */
function overTime(table: WindowTable, column: Uint32Array, step: number): Array<[number, number]> {
  const points: Array<[number, number]> = [];
  forEachWindow(table, (timeMs, window) => {
    if (window % step === 0) {
      points.push([timeMs, 0]);
    }
    points[points.length - 1][1] += atWindow(table, column, window);
  });
  return points;
}

function forEachWindow(table: WindowTable, visit: (timeMs: number, window: number) => void): void {
  for (let window = 0; window < table.windows; window++) {
    visit(table.startMs + window * table.windowMs, window);
  }
}

function atWindow({ services, windows }: WindowTable, column: Uint32Array, window: number): number {
  let sum = 0;
  for (let service = 0; service < services.length; service++) {
    sum += column[service * windows + window];
  }
  return sum;
}
