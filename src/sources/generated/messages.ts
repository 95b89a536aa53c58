import { type Random } from '../../random/random';

/**
 * A message with variable parts. The parts are the digits of one number, the variant, so that a text is built once for
 * each variant that occurs and a row needs only two numbers to name it.
 */
export interface Message {
  /** The same for the same template, so that id and variant identify a text. */
  readonly id: number;
  readonly level: number;
  readonly status: number;
  /** Response times are this many times the service's usual ones: timeouts are slow, refusals quick. */
  readonly slowness: number;
  /** The number of different texts. */
  readonly variants: number;
  /** The number of values that the last variable part can have; 1: none. */
  readonly lastValues: number;
  readonly parts: ReadonlyArray<string | Part>;
}

/** A variable part: the number of its values, and the text of each. */
interface Part {
  readonly values: number;
  text(value: number): string;
}

const PATHS = ['orders', 'orders/{}', 'cart', 'cart/items', 'products', 'products/{}', 'search', 'users/me'].concat(
  'users/{}/profile',
  'checkout',
  'payments',
  'payments/{}',
  'reports/daily',
  'sessions',
  'inventory',
  'recommendations'
);
const TABLES = ['orders', 'users', 'sessions', 'payments', 'products', 'events', 'audit_log', 'inventory'];
const JOBS = ['daily_revenue', 'user_retention', 'funnel', 'cohorts', 'fraud_features', 'hourly_rollup'];
const KEYS = ['session', 'user', 'cart', 'product'];

const hex = (value: number) => (Math.imul(value + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
const choice = (values: readonly string[]): Part => ({ values: values.length, text: (value) => values[value] });

const PARTS: Readonly<Record<string, Part>> = {
  ip: { values: 250, text: (value) => `${value % 2 ? '198.51.100' : '203.0.113'}.${value + 2}` },
  user: { values: 128, text: (value) => `user_${1000 + ((value * 7919) % 9000)}` },
  id: { values: 4096, text: hex },
  order: { values: 4096, text: (value) => `ORD-${100_000 + ((value * 104_729) % 900_000)}` },
  client: { values: 64, text: (value) => `client-${hex(value).slice(0, 4)}` },
  host: { values: 16, text: (value) => `node-${String(value + 1).padStart(2, '0')}` },
  path: choice(PATHS.map((path, i) => `/api/v1/${path.replace('{}', String(1000 + i * 37))}`)),
  table: choice(TABLES),
  job: choice(JOBS),
  key: { values: 1024, text: (value) => `${KEYS[value % KEYS.length]}:${hex(value).slice(0, 6)}` },
  n: { values: 500, text: (value) => String(value + 1) },
  high: { values: 25, text: (value) => String(75 + value) },
  pct: { values: 101, text: String },
  count: { values: 1_000_000, text: String },
  ms: { values: 32_768, text: String },
};

/** Ids by template. */
const ids = new Map<string, number>();

/**
 * @param template text with variable parts in braces: one of the names above
 * @param slowness see Message
 */
export function defineMessage(level: number, status: number, template: string, slowness = 1): Message {
  const parts = template.split(/\{(\w+)\}/).map((text, i) => (i % 2 ? partNamed(text) : text));
  const variable = parts.filter((part): part is Part => typeof part !== 'string');
  const variants = variable.reduce((product, part) => product * part.values, 1);
  const lastValues = variable.at(-1)?.values ?? 1;
  const id = ids.get(template) ?? ids.size;
  ids.set(template, id);
  return { id, level, status, slowness, variants, lastValues, parts };
}

function partNamed(name: string): Part {
  const part = PARTS[name];
  if (!part) {
    throw new Error(`No variable part is called {${name}}.`);
  }
  return part;
}

/** Any variant of the message; `last`, where given, is the value of its last variable part. */
export function drawVariant(message: Message, random: Random, last?: number): number {
  if (message.variants === 1) {
    return 0;
  }
  if (last === undefined) {
    return random.int(message.variants);
  }
  const value = Math.max(0, Math.min(message.lastValues - 1, Math.round(last)));
  return value + message.lastValues * random.int(message.variants / message.lastValues);
}

/** The text of a variant: its lowest digit belongs to the last variable part. */
export function messageText(message: Message, variant: number): string {
  let text = '';
  let rest = variant;
  for (let i = message.parts.length - 1; i >= 0; i--) {
    const part = message.parts[i];
    if (typeof part === 'string') {
      text = part + text;
    } else {
      text = part.text(rest % part.values) + text;
      rest = Math.floor(rest / part.values);
    }
  }
  return text;
}
