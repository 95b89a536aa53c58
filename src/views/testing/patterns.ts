import {
  type CorrelatedPair,
  type ErrorPattern,
  type LogPattern,
  type NamedPatternCount,
} from '../../analysis/model/analysis';
import { INFO, LEVELS, WARNING } from '../../logs/level';
import { END_MS, OUTAGE_MS, START_MS } from './windows';
import { MINUTE, HOUR } from '../../time/units';

function errorKind(id: string, template: string, count: number, services: string[]): ErrorPattern {
  return {
    id,
    template,
    example: template.replace('<*>', '42'),
    count,
    services,
    firstMs: OUTAGE_MS,
    lastMs: OUTAGE_MS + 20 * MINUTE,
    trend: 'STABLE',
    isNew: false,
    isVanished: false,
    counts: new Uint32Array(24),
  };
}

export const ERRORS: readonly ErrorPattern[] = [
  errorKind('e1', 'Connection timeout to database', 11, ['api-gateway', 'database']),
  errorKind('e2', 'Query took <*> ms, giving up', 8, ['database']),
  errorKind('e3', 'Disk <*> is full', 7, ['database']),
];

function background(id: string, template: string, count: number, level: number, services: string[]): LogPattern {
  return {
    id,
    template,
    example: template.replaceAll('<*>', '17'),
    count,
    services,
    firstMs: START_MS,
    lastMs: END_MS - MINUTE,
    trend: 'STABLE',
    isNew: false,
    isVanished: false,
    counts: new Uint32Array(24),
    byLevel: LEVELS.map((_, code) => (code === level ? count : 0)),
  };
}

/** The kinds of all messages: the errors, the first of them new, and the background, of which one kind has vanished. */
export const TEMPLATES: readonly LogPattern[] = [
  background('t1', 'GET /orders/<*> answered in <*> ms', 178, INFO, ['api-gateway']),
  { ...background('t2', 'Query on orders took <*> ms', 77, INFO, ['database']), trend: 'RISING' },
  { ...background('t3', 'Sent <*> mails', 18, INFO, ['mail-worker']), isVanished: true, lastMs: START_MS + HOUR },
  {
    ...background('t4', 'Cache is cold', 14, WARNING, ['api-gateway', 'database']),
    isNew: true,
    firstMs: END_MS - 600_000,
  },
  ...ERRORS.map((error, i) => ({ ...error, isNew: i === 0, byLevel: [0, 0, 0, 0, error.count - 1, 1] })),
];

export const PAIRS: readonly CorrelatedPair[] = [
  {
    first: 'Disk <*> is full',
    second: 'Connection timeout to database',
    correlation: 0.874,
    lagMinutes: 5,
    commonBins: 4,
  },
  {
    first: 'Query took <*> ms, giving up',
    second: 'Connection timeout to database',
    correlation: 0.61,
    lagMinutes: 0,
    commonBins: 3,
  },
];

export const NAMED: readonly NamedPatternCount[] = [
  { name: 'timeouts', count: 11 },
  { name: 'payments refused', count: 0 },
];
