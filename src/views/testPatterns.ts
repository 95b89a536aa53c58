import { type CorrelatedPair, type ErrorPattern, type LogPattern, type NamedPatternCount } from '../analysis/analysis';

/** The kinds of all messages: the errors, the first of them new, and the background, of which one kind has vanished. */
export function templatesOf(errors: readonly ErrorPattern[], fromMs: number, toMs: number): LogPattern[] {
  const background = (id: string, template: string, count: number, level: number, services: string[]): LogPattern => ({
    id,
    template,
    example: template.replaceAll('<*>', '17'),
    count,
    services,
    firstMs: fromMs,
    lastMs: toMs - 60_000,
    trend: 'STABLE',
    isNew: false,
    isVanished: false,
    counts: new Uint32Array(24),
    byLevel: [0, 1, 2, 3, 4].map((code) => (code === level ? count : 0)),
  });
  return [
    background('t1', 'GET /orders/<*> answered in <*> ms', 178, 1, ['api-gateway']),
    { ...background('t2', 'Query on orders took <*> ms', 77, 1, ['database']), trend: 'RISING' as const },
    { ...background('t3', 'Sent <*> mails', 18, 1, ['mail-worker']), isVanished: true, lastMs: fromMs + 3_600_000 },
    { ...background('t4', 'Cache is cold', 14, 2, ['api-gateway', 'database']), isNew: true, firstMs: toMs - 600_000 },
    ...errors.map((error, i) => ({ ...error, isNew: i === 0, byLevel: [0, 0, 0, error.count - 1, 1] })),
  ];
}

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
