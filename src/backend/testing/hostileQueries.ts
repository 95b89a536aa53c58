/* Options of queries that nobody needs, each as large as a query may be. */

const pad = (length: number, text: string) => text.repeat(Math.floor(length / text.length));

export const HOSTILE_QUERIES: Readonly<Record<string, object>> = {
  'patterns of 60 KB': { analysis: { patterns: [{ name: 'x', pattern: pad(60_000, '(a{1,50}){1,19}|') }] } },
  'a thousand patterns': {
    analysis: { patterns: Array.from({ length: 1000 }, (_, i) => ({ name: String(i), pattern: '(\\pL{1,9}){1,9}' })) },
  },
  'a formula of 60 KB': { analysis: { health: { formula: `${'('.repeat(30_000)}1${')'.repeat(30_000)}` } } },
  'a sum of 60 KB': { analysis: { health: { formula: `1${pad(60_000, '+1')}` } } },
  'an option of 60 KB': { analysis: { [pad(60_000, 'zy')]: 1 } },
  'many services': { services: Array.from({ length: 8000 }, (_, i) => String(i)) },
  'an unknown view of 60 KB': { queryType: pad(60_000, 'healthScore') },
  'a time zone of 60 KB': { timeZone: pad(60_000, 'Europe/Berlin') },
  'an expression of 60 KB': { expr: pad(60_000, '{a=') },
  'an object in an object in an object': JSON.parse(`${'{"analysis":'.repeat(4000)}1${'}'.repeat(4000)}`) as object,
};
