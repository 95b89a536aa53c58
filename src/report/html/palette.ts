import { type Severity } from '../../analysis/model/analysis';
import { type Level } from '../../logs/level';

/** Colours by name, and the same names in the dark. What text stands on has at least 4.5 times its luminance, or less. */
export const LIGHT = {
  paper: '#f5f6f8',
  card: '#ffffff',
  ink: '#1b1f24',
  muted: '#57606a',
  line: '#d5d9de',
  link: '#0a58ca',
  quote: '#eef0f3',
  critical: '#b3162b',
  'on-critical': '#ffffff',
  high: '#b04a00',
  'on-high': '#ffffff',
  medium: '#f0c419',
  'on-medium': '#1b1f24',
  good: '#1a7f37',
  fair: '#9a6700',
  poor: '#bc4c00',
  bad: '#cf222e',
  calm: '#0969da',
  none: '#6e7781',
  accent: '#8250df',
};

export const DARK: Record<keyof typeof LIGHT, string> = {
  paper: '#111217',
  card: '#1a1c22',
  ink: '#e3e5ea',
  muted: '#a3a9b3',
  line: '#363b44',
  link: '#7db0ff',
  quote: '#24272f',
  critical: '#ff6b7d',
  'on-critical': '#1b0508',
  high: '#ff9d4d',
  'on-high': '#1b0d02',
  medium: '#f0c419',
  'on-medium': '#1b1f24',
  good: '#3fb950',
  fair: '#d29922',
  poor: '#f0883e',
  bad: '#ff7b72',
  calm: '#58a6ff',
  none: '#8b949e',
  accent: '#bc8cff',
};

/** A colour as CSS and SVG name it: it follows the reader's choice of dark and light. */
export const colour = (name: keyof typeof LIGHT): string => `var(--${name})`;

export const LEVEL_COLOURS: Readonly<Record<Level, string>> = {
  UNKNOWN: colour('none'),
  DEBUG: colour('calm'),
  INFO: colour('good'),
  WARNING: colour('fair'),
  ERROR: colour('poor'),
  CRITICAL: colour('bad'),
};

export const SEVERITY_COLOURS: Readonly<Record<Severity, string>> = {
  CRITICAL: colour('critical'),
  HIGH: colour('high'),
  MEDIUM: colour('medium'),
};

/** By the status of a health score. */
export const HEALTH_COLOURS = {
  EXCELLENT: colour('good'),
  GOOD: colour('calm'),
  WARNING: colour('fair'),
  CRITICAL: colour('bad'),
  UNKNOWN: colour('none'),
} as const;

/** CSS that gives the colours their values. */
export function definitions(colours: typeof LIGHT): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}
