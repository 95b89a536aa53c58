import { type FieldMapping } from '../query/settings';
import { type LearnedUnit } from './durations/learnUnit';
import { MS_PER_UNIT } from './durations/units';
import { type Field, recogniseField, recogniseRequest } from './fieldNames';
import { signOf } from './fields/producers';
import { type RequestPart } from './fields/usualNames';
import { type ScaleName } from './levels/scales';

/** More names than that in one object are ids, not names: they are looked up each time. */
const MAX_CHILDREN = 1000;

/** The fields of the logs of one source, each recognised once: a node per name, children for nested objects. */
export class FieldTree {
  readonly depth: number;
  /** What it tells of a request, for a log that has no message. */
  readonly request: { readonly part: RequestPart; readonly rank: number } | undefined;
  /** The bit by which it is a sign of its producer; 0: of none. */
  readonly sign: number;
  private recognised: Field | undefined;
  private readonly children = new Map<string, FieldTree>();

  constructor(
    private readonly mapping: FieldMapping,
    private readonly path: readonly string[] = []
  ) {
    this.depth = path.length;
    this.recognised = path.length ? recogniseField(path, mapping) : undefined;
    this.request = path.length && !this.recognised ? recogniseRequest(path) : undefined;
    this.sign = signOf(path);
  }

  get field(): Field | undefined {
    return this.recognised;
  }

  /** As a field mapping names it. */
  get name(): string {
    return this.path.join('.');
  }

  child(name: string): FieldTree {
    let child = this.children.get(name);
    if (!child) {
      child = new FieldTree(this.mapping, [...this.path, name]);
      if (this.children.size < MAX_CHILDREN) {
        this.children.set(name, child);
      }
    }
    return child;
  }

  /** From now on bare numbers are of the unit, and the scale, that were learned for their field. */
  learn(units: ReadonlyMap<Field, LearnedUnit>, scales: ReadonlyMap<Field, ScaleName>): void {
    const { recognised } = this;
    if (recognised) {
      const unit = units.get(recognised);
      const scale = scales.get(recognised);
      const unitMs = unit ? MS_PER_UNIT[unit.unit] : recognised.unitMs;
      this.recognised = unit || scale ? { ...recognised, unitMs, scale: scale ?? recognised.scale } : recognised;
    }
    this.children.forEach((child) => child.learn(units, scales));
  }
}
