import { type FieldMapping } from '../query/settings';
import { learnForm } from './form/learnForm';
import { ANY_FORM, type LineForm } from './form/lineForm';
import { FRAMES, SURE_FRAMES } from './frames';
import { createLineParser, emptyRecord, type KnownFields, type LineParser } from './lineParser';
import { type Notice } from './notice';
import { type LogRecord } from './logTable';
import { describeGuesses } from './values/describeGuesses';
import { learnValues } from './values/learnValues';

/** What was learned of the logs of each service of a store; undefined: nothing beyond what any line says. */
export type ServiceForms = ReadonlyMap<string, LineForm | undefined>;

type Fields = Readonly<Record<string, unknown>>;

/**
 * A log as its store gives it: a line with what is known of it and, as far as many lines share that, of its stream; or
 * an object of fields.
 */
export type StoredLog =
  { readonly line: string; readonly known: KnownFields; readonly stream?: KnownFields } | { readonly fields: Fields };

/** Logs of a service that are looked at, and services that are learned: more names are ids. */
const MAX_LOGS = 300;
const MAX_SERVICES = 500;

/**
 * Reads the logs of a store, those of each service in its own form: one store holds the logs of many producers, as a
 * file seldom does. The service is what the store knows of a line's stream, or what an object of fields says.
 */
export class ServiceParser {
  private readonly base: LineParser;
  private readonly forms: Map<string, LineForm | undefined>;
  private readonly parsers = new Map<string, LineParser>();
  private readonly serviceOf = new WeakMap<KnownFields, string>();
  private readonly record = emptyRecord();

  /**
   * @param nearMs a time shortly after the logs were written, where it is known
   * @param learned what was learned before
   * @throws SettingsError as createLineParser
   */
  constructor(
    private readonly mapping: FieldMapping,
    private readonly nearMs = NaN,
    learned: ServiceForms = new Map()
  ) {
    this.base = createLineParser(mapping, { nearMs });
    this.forms = new Map(learned);
  }

  /** What was learned so far. */
  get learned(): ServiceForms {
    return this.forms;
  }

  /** Learns the form of services that are not known yet from the logs of a batch. */
  learn(logs: Iterable<StoredLog>): void {
    const samples = new Map<string, StoredLog[]>();
    for (const log of logs) {
      const service = 'fields' in log ? this.serviceIn(log.fields) : this.serviceKnown(log.stream ?? log.known);
      if (this.forms.has(service)) {
        continue;
      }
      const sample = samples.get(service);
      if (!sample) {
        samples.set(service, [log]);
      } else if (sample.length < MAX_LOGS) {
        sample.push(log);
      }
    }
    for (const [service, sample] of samples) {
      if (this.forms.size < MAX_SERVICES) {
        this.forms.set(service, learnService(sample, this.mapping, this.nearMs));
      }
    }
  }

  /** Whether nothing is left to be learned of the lines of a stream. */
  knows(stream: KnownFields): boolean {
    return this.forms.has(this.serviceKnown(stream));
  }

  /** As LineParser does. @param stream what is known of all lines of its stream */
  parse(line: string, known: KnownFields, into: LogRecord, stream = known): void {
    (this.parserOf(this.serviceKnown(stream)) ?? this.base).parse(line, known, into);
  }

  /** As LineParser does. */
  parseFields(fields: Fields, into: LogRecord): void {
    this.base.parseFields(fields, into);
    this.parserOf(into.service)?.parseFields(fields, into);
  }

  private parserOf(service: string): LineParser | undefined {
    const form = this.forms.get(service);
    if (!form) {
      return undefined;
    }
    let parser = this.parsers.get(service);
    if (!parser) {
      parser = createLineParser(this.mapping, { nearMs: this.nearMs, form });
      this.parsers.set(service, parser);
    }
    return parser;
  }

  private serviceKnown(known: KnownFields): string {
    let service = this.serviceOf.get(known);
    if (service === undefined) {
      this.base.parse('', known, this.record);
      ({ service } = this.record);
      this.serviceOf.set(known, service);
    }
    return service;
  }

  private serviceIn(fields: Fields): string {
    this.base.parseFields(fields, this.record);
    return this.record.service;
  }
}

/** What was guessed of bare numbers, with the setting that changes it. */
export function guessNotices(learned: ServiceForms, mapping: FieldMapping): Notice[] {
  if (mapping.responseTimeUnit !== undefined) {
    return [];
  }
  const found = [...learned].flatMap(([service, form]) => (form?.values ? [{ service, values: form.values }] : []));
  return describeGuesses(found).map((text) => ({ severity: 'info', text }));
}

function learnService(logs: readonly StoredLog[], mapping: FieldMapping, nearMs: number): LineForm | undefined {
  const lines = logs.flatMap((log) => ('line' in log ? [log.line] : []));
  const found = learnForm(lines, { nearMs }).frames;
  // When a log was written is the store's to say: of the form only what is around the lines is needed.
  const frames = FRAMES.filter((frame) => SURE_FRAMES.includes(frame) || found.includes(frame));
  const form: LineForm = { ...ANY_FORM, frames };
  const values = learnValues(mapping, { nearMs, form }, (parser) => {
    const record = emptyRecord();
    for (const log of logs) {
      if ('fields' in log) {
        parser.parseFields(log.fields, record);
      } else {
        parser.parse(log.line, log.known, record);
      }
    }
  });
  const tellsNothing =
    frames.length === SURE_FRAMES.length &&
    values.accessUnits.size + values.scales.size === 0 &&
    [...values.units.values()].every(({ unit }) => unit === 'ms');
  // A store's counts are by service alone: so are its lines.
  return tellsNothing ? undefined : { ...form, values: { ...values, isNamespaced: false } };
}
