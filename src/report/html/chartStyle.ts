import { type EChartsCoreOption } from 'echarts/core';
import { type Level } from '../../logs/level';

export const COLOURS = {
  blue: '#3274d9',
  green: '#299c46',
  yellow: '#e0b400',
  orange: '#e5701a',
  red: '#d4364c',
  purple: '#8f3bb8',
  grey: '#8e8e98',
};
export const LEVEL_COLOURS: Readonly<Record<Level, string>> = {
  UNKNOWN: COLOURS.grey,
  DEBUG: COLOURS.blue,
  INFO: COLOURS.green,
  WARNING: COLOURS.yellow,
  ERROR: COLOURS.orange,
  CRITICAL: COLOURS.red,
};
export const SEVERITY_COLOURS = { CRITICAL: COLOURS.red, HIGH: COLOURS.orange, MEDIUM: COLOURS.yellow };

export const GRID = {
  left: 8,
  right: 16,
  top: 36,
  bottom: 8,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
};
export const AXIS = { axisLabel: { color: COLOURS.grey }, splitLine: { lineStyle: { color: '#8884' } } };
export const LEGEND = { top: 0, textStyle: { color: COLOURS.grey } };

/** A bar for each name, the last on top. */
export function horizontalBars(names: string[], values: number[], color: string): EChartsCoreOption {
  return {
    grid: { ...GRID, top: 8, right: 48 },
    xAxis: { type: 'value', ...AXIS },
    yAxis: { type: 'category', data: names, ...AXIS },
    series: [{ type: 'bar', data: values, color, label: { show: true, position: 'right', color: COLOURS.grey } }],
  };
}
