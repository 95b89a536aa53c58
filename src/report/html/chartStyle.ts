import { colour } from './palette';

export const GRID = {
  left: 8,
  right: 16,
  top: 36,
  bottom: 8,
  outerBoundsMode: 'same',
  outerBoundsContain: 'axisLabel',
};

export const AXIS = {
  axisLabel: { color: colour('muted'), hideOverlap: true },
  axisLine: { lineStyle: { color: colour('line') } },
  axisTick: { lineStyle: { color: colour('line') } },
  splitLine: { lineStyle: { color: colour('line') } },
};

export const LEGEND = {
  type: 'scroll',
  top: 0,
  left: 0,
  itemWidth: 16,
  itemGap: 12,
  textStyle: { color: colour('ink') },
  inactiveColor: colour('none'),
};
