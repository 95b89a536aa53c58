import { type DetectedField, type FieldType } from '../query/detectedField';
import { parseDuration } from './durations/parseDuration';
import { type Field, recogniseField, ROLES } from './fieldNames';
import { parseObject } from './json';
import { type KnownFields } from './lineParser';
import { forEachPair, isLogfmt } from './logfmt';
import { looksSecret } from './secrets';
import { TimeReader } from './time/timeReader';

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 60;
const MAX_DEPTH = 5;
/** More names than that are ids, not names. */
const MAX_FIELDS = 1000;

interface Seen {
  readonly name: string;
  readonly field: Field | undefined;
  readonly values: Set<string>;
  readonly examples: Set<string>;
  count: number;
  /** The type of all values so far. */
  type: FieldType | undefined;
  /** What the store says where the sample has no value. */
  described: Pick<DetectedField, 'type' | 'cardinality'>;
}

/** Collects which fields a sample of logs has, by the names under which the line parser finds them. */
export class FieldSampler {
  private readonly seen = new Map<string, Seen>();
  private readonly takePair = (name: string, value: string): void => this.take(name, value);

  /** Looks at a line - JSON, logfmt, or text that may end in JSON - and at what its store knows of it. */
  addLine(line: string, known: KnownFields = {}): void {
    for (const name in known) {
      this.take(name, known[name]);
    }
    this.addText(line);
  }

  /** Looks at a log that its store holds as an object of fields. */
  addFields(fields: Readonly<Record<string, unknown>>): void {
    this.visit(fields, '', 0);
  }

  /** Adds what the store says of a field, whether or not the sample has it. */
  describe(name: string, described: Pick<DetectedField, 'type' | 'cardinality'>): void {
    const seen = this.seenOf(name);
    if (seen) {
      seen.described = described;
    }
  }

  /** The fields so far: those that are recognised by their names first, then those that most logs have. */
  fields(): DetectedField[] {
    return [...this.seen.values()].sort(byUse).map(({ name, field, values, examples, type, described }) => ({
      name,
      values: [...examples],
      cardinality: Math.max(described.cardinality ?? 0, values.size) || undefined,
      type: type ?? described.type,
      role: field?.role,
    }));
  }

  private addText(text: string): void {
    const object = text.startsWith('{') ? parseObject(text) : undefined;
    if (object) {
      this.addFields(object);
    } else if (isLogfmt(text)) {
      forEachPair(text, this.takePair);
    } else if (text.endsWith('}')) {
      const start = text.indexOf('{"');
      this.addFields((start > 0 && parseObject(text.slice(start))) || {});
    }
  }

  private visit(fields: Readonly<Record<string, unknown>>, prefix: string, depth: number): void {
    for (const name in fields) {
      const value = fields[name];
      if (typeof value !== 'object') {
        this.take(prefix + name, String(value), typeof value === 'string');
      } else if (value !== null && !Array.isArray(value) && depth < MAX_DEPTH) {
        this.visit(value as Readonly<Record<string, unknown>>, `${prefix}${name}.`, depth + 1);
      }
    }
  }

  private take(name: string, value: string, mayHoldLine = false): void {
    const seen = this.seenOf(name);
    if (!seen || value === '') {
      return;
    }
    seen.type = seen.count === 0 ? typeOf(value) : commonType(seen.type, typeOf(value));
    seen.count++;
    seen.values.add(value);
    if (seen.examples.size < EXAMPLES && !looksSecret(name, value.slice(0, 2 * EXAMPLE_LENGTH))) {
      seen.examples.add(value.length > EXAMPLE_LENGTH ? `${value.slice(0, EXAMPLE_LENGTH - 1)}…` : value);
    }
    if (mayHoldLine && seen.field?.role === 'message' && (value.startsWith('{') || isLogfmt(value))) {
      // A line within a line, as container runtimes wrap them.
      this.addText(value);
    }
  }

  private seenOf(name: string): Seen | undefined {
    let seen = this.seen.get(name);
    // What Loki adds of its own begins with two underscores.
    if (!seen && this.seen.size < MAX_FIELDS && name !== '' && !name.startsWith('__')) {
      const field = recogniseField(name.split('.'), {});
      seen = { name, field, values: new Set(), examples: new Set(), count: 0, type: undefined, described: {} };
      this.seen.set(name, seen);
    }
    return seen;
  }
}

function byUse(a: Seen, b: Seen): number {
  const role = ({ field }: Seen): number => field?.index ?? ROLES.length;
  const rank = ({ field }: Seen): number => field?.rank ?? 0;
  return role(a) - role(b) || rank(a) - rank(b) || b.count - a.count || a.name.localeCompare(b.name, 'en');
}

function typeOf(value: string): FieldType {
  if (Number.isFinite(Number(value))) {
    return 'number';
  }
  if (value === 'true' || value === 'false') {
    return 'boolean';
  }
  if (!Number.isNaN(parseDuration(value, 1))) {
    return 'duration';
  }
  return TIMES.readField(value, { timeMs: 0, timeNs: 0 }) ? 'time' : 'string';
}

/** Of durations some may be bare numbers: "0". */
function commonType(a: FieldType | undefined, b: FieldType): FieldType {
  const types = new Set([a, b]);
  return types.size === 1 ? b : types.has('duration') && types.has('number') ? 'duration' : 'string';
}

const TIMES = new TimeReader({ anchor: { nearMs: NaN, nowMs: NaN } });
