/* Lines that logs must not hold, and do: each list small, and dear to who does not expect it. */

const START_MS = Date.UTC(2026, 8, 21, 11);

function json(i: number, fields: object): string {
  const time = new Date(START_MS + i * 1000).toISOString();
  return JSON.stringify({ time, service: `s${i % 6}`, level: 'info', msg: 'ok', ...fields });
}

const lines = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i));

export const HOSTILE_LINES: Readonly<Record<string, () => string[]>> = {
  'durations of 400 digits': () =>
    lines(256, (i) => {
      const duration = chance(i) < 0.1 ? { duration: '9'.repeat(400) } : chance(i) < 0.4 ? { duration_ms: 5 } : {};
      return json(0, { service: `s${Math.floor(12 * chance(i + 256)) % 6}`, ...duration });
    }),
  'durations of nearly infinity': () => lines(256, (i) => json(i, { duration_ms: i % 3 ? 1.7e308 : 5 })),
  'a time of 1e999': () => lines(50, (i) => json(i, {}).replace(/"time":"[^"]{0,40}"/, '"time":1e999')),
  'keys of 200 KB': () => lines(20, (i) => json(i, { [`a${'!'.repeat(200_000)}ms`]: i })),
  'nested keys of chance': () =>
    lines(500, (i) =>
      json(i, { [`k${i * 7919}`]: { [`k${i * 104_729}`]: { [`k${i * 1_299_709}`]: 'x'.repeat(200) } } })
    ),
  'words that repeat': () => lines(100, (i) => json(i, { level: 'error', msg: 'sql pool auth '.repeat(5000) + i })),
  'nothing but brackets': () => lines(100, (i) => `${'[{"a":'.repeat(10_000)}${i}`),
  'three thousand services': () => lines(12_000, (i) => json(i, { service: `pod-${(i * 7919) % 3000}` })),
};

/** The same for the same number, below 1. */
function chance(i: number): number {
  return (Math.imul(i + 1, 2_654_435_761) >>> 0) / 2 ** 32;
}

/** When the hostile lines are, ms. */
export const HOSTILE_RANGE = { fromMs: START_MS, toMs: START_MS + 4 * 3_600_000 };
