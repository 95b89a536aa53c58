import { type AccessFormat } from '../access/format';
import { type LearnedUnit, learnUnit, type UnitPrior } from '../durations/learnUnit';
import { type Field } from '../fieldNames';
import { scaleOfValues } from '../levels/scales';
import { type LearnedValues } from './learnedValues';

/** Values kept of each field: more would show no more. */
const MAX_VALUES = 5000;
/** Fields that are looked at: more names are ids. */
const MAX_FIELDS = 200;

/** Collects the bare numbers of a sample of logs whose unit, or scale, only they themselves show. */
export class ValueSample {
  private readonly responseTimes = new Map<string, number[]>();
  private readonly accessTimes = new Map<AccessFormat, number[]>();
  private readonly levels = new Map<string, number[]>();
  private readonly formats = new Map<string, number>();
  private readonly namespaces = new Map<string, string>();
  private isNamespaced = false;

  addResponseTime({ name }: Field, value: number): void {
    add(this.responseTimes, name, value);
  }

  addLevel({ name }: Field, value: number): void {
    add(this.levels, name, value);
  }

  addAccessTime(format: AccessFormat, value: number): void {
    add(this.accessTimes, format, value);
  }

  addFormat({ name }: AccessFormat): void {
    this.formats.set(name, (this.formats.get(name) ?? 0) + 1);
  }

  /** The namespace of a service, as its log says both. */
  addNamespace(service: string, namespace: string): void {
    const known = this.namespaces.get(service);
    this.isNamespaced ||= known !== undefined && known !== namespace;
    if (this.namespaces.size < MAX_FIELDS) {
      this.namespaces.set(service, namespace);
    }
  }

  learn(): LearnedValues {
    return {
      isNamespaced: this.isNamespaced,
      units: learnEach(this.responseTimes, (values) => learnUnit(values)),
      accessUnits: new Map(
        [...learnEach(this.accessTimes, (values, { prior }) => learnAs(values, prior))].map(([{ name }, unit]) => [
          name,
          unit,
        ])
      ),
      scales: learnEach(this.levels, (values) => scaleOfValues(values)),
      accessFormats: [...this.formats].sort(([, a], [, b]) => b - a).map(([name]) => name),
    };
  }
}

function learnAs(values: readonly number[], prior: UnitPrior | undefined): LearnedUnit | undefined {
  return prior && learnUnit(values, prior);
}

function add<Key>(to: Map<Key, number[]>, key: Key, value: number): void {
  const values = to.get(key);
  if (values) {
    if (values.length < MAX_VALUES) {
      values.push(value);
    }
  } else if (to.size < MAX_FIELDS) {
    to.set(key, [value]);
  }
}

function learnEach<Key, Learned>(
  values: ReadonlyMap<Key, readonly number[]>,
  learn: (values: readonly number[], key: Key) => Learned | undefined
): Map<Key, Learned> {
  return new Map(
    [...values].flatMap(([key, own]) => {
      const found = learn(own, key);
      return found === undefined ? [] : [[key, found] as const];
    })
  );
}
