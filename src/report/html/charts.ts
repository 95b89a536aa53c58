import { type EChartsCoreOption } from 'echarts/core';
import { type Analysis, SEVERITIES } from '../../analysis/model/analysis';
import { HEALTH_BANDS } from '../../analysis/model/health';
import { noErrors } from '../../analysis/windows/noErrors';
import { WEEKDAYS, weekHours } from '../../analysis/windows/weekHours';
import { DEBUG, LEVELS, UNKNOWN } from '../../logs/level';
import { AXIS, COLOURS, GRID, horizontalBars, LEGEND, LEVEL_COLOURS, SEVERITY_COLOURS } from './chartStyle';
import { chartStep, overTime } from './windowSeries';

/** One of the nine charts, drawn by ECharts. */
export interface Chart {
  title: string;
  /** Undefined where there is nothing to draw; `empty` then says why. */
  option: EChartsCoreOption | undefined;
  empty: string;
}

const DAYS = WEEKDAYS.map((day) => day.slice(0, 3));
const TOP_ERRORS = 8;

const NO_RESPONSE_TIMES = 'No log has a response time.';
const NO_LEVELS = 'The level of no log is known.';

/** The nine views, in the order of the dashboard. */
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

function levelsOverTime({ windows, totals }: Analysis): Chart {
  const step = chartStep(windows);
  const codes = Array.from(LEVELS.keys()).filter(
    (code) => code !== DEBUG && (code !== UNKNOWN || totals.byLevel[UNKNOWN] > 0)
  );
  return {
    title: 'Log Levels Over Time',
    empty: '',
    option: {
      grid: GRID,
      legend: LEGEND,
      xAxis: { type: 'time', ...AXIS },
      yAxis: { type: 'value', ...AXIS },
      series: codes.map((code) => ({
        name: LEVELS[code],
        type: 'line',
        showSymbol: false,
        lineStyle: { width: 1.5 },
        color: LEVEL_COLOURS[LEVELS[code]],
        data: overTime(windows, windows.byLevel[code], step),
      })),
    },
  };
}

function responseTimes({ responseTimes }: Analysis): Chart {
  const title = 'Response Time Distribution (ms)';
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
      xAxis: { type: 'category', data: Array.from(counts, (_, i) => label(edges[i])), ...AXIS },
      yAxis: { type: 'value', ...AXIS },
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
  const title = 'Health Score';
  if (health.score === null) {
    return { title, option: undefined, empty: `Unknown. ${health.reason}` };
  }
  return {
    title,
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
                [HEALTH_BANDS.WARNING / 100, COLOURS.red],
                [HEALTH_BANDS.GOOD / 100, COLOURS.orange],
                [HEALTH_BANDS.EXCELLENT / 100, COLOURS.yellow],
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
  const sorted = services.filter(({ known }) => known.levels > 0).sort((a, b) => a.errors - b.errors);
  return {
    title: 'Error Count by Service',
    empty: NO_LEVELS,
    option:
      sorted.length === 0
        ? undefined
        : horizontalBars(
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
            xAxis: { type: 'time', ...AXIS },
            yAxis: { type: 'value', ...AXIS },
            series: [{ type: 'bar', color: COLOURS.purple, data: overTime(windows, anomalies.perWindow, step) }],
          },
  };
}

function topErrors({ patterns, services }: Analysis): Chart {
  const top = patterns.errors.slice(0, TOP_ERRORS).reverse();
  const short = (text: string) => (text.length > 42 ? `${text.slice(0, 41)}…` : text);
  return {
    title: 'Most Frequent Errors',
    empty: noErrors(services),
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
      xAxis: { type: 'category', data: [...SEVERITIES], ...AXIS },
      yAxis: { type: 'value', minInterval: 1, ...AXIS },
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
  const cells = weekHours(windows).logs;
  return {
    title: 'Log Activity (UTC)',
    empty: '',
    option: {
      grid: { ...GRID, right: 70 },
      xAxis: { type: 'category', data: Array.from({ length: 24 }, (_, hour) => String(hour)), ...AXIS },
      yAxis: { type: 'category', data: DAYS, inverse: true, ...AXIS },
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
