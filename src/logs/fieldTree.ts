import { type FieldMapping } from '../query/settings';
import { MS_PER_UNIT } from './durations/units';
import { type Field, isNamespacePath, isZonePath, recogniseField, recogniseRequest } from './fieldNames';
import { signOf } from './fields/producers';
import { simplified } from './fields/simplified';
import { type RequestPart, WRAPPERS } from './fields/usualNames';
import { type LearnedValues, NOTHING_LEARNED } from './values/learnedValues';

/** More names than that in one object are ids, not names: they are looked up each time. */
const MAX_CHILDREN = 1000;

/** Names that are kept in all, of objects within objects: each may be within any other. */
const MAX_NODES = 10_000;

/** The fields of the logs of one source, each recognised once: a node per name, children for nested objects. */
export class FieldTree {
  readonly depth: number;
  /** What it says of a request, for a log that has no message. */
  readonly request: { readonly part: RequestPart; readonly rank: number } | undefined;
  /** The bit by which it is a sign of its producer; 0: of none. */
  readonly sign: number;
  readonly field: Field | undefined;
  /** It holds a log's own fields, and is none itself. */
  readonly isWrapper: boolean;
  /** It holds the zone of a time in two fields. */
  readonly isZone: boolean;
  /** It holds the namespace of the service. */
  readonly isNamespace: boolean;
  private readonly children = new Map<string, FieldTree>();

  constructor(
    private readonly mapping: FieldMapping,
    private readonly values: LearnedValues = NOTHING_LEARNED,
    private readonly path: readonly string[] = [],
    /** Of the whole tree. */
    private readonly kept = { nodes: 0 }
  ) {
    this.depth = path.length;
    this.field = path.length ? withValues(recogniseField(path, mapping), values) : undefined;
    this.request = path.length && !this.field ? recogniseRequest(path) : undefined;
    this.sign = signOf(path);
    this.isZone = isZonePath(path);
    this.isWrapper = path.length > 0 && !this.field && WRAPPERS.has(simplified(path[path.length - 1]));
    this.isNamespace = isNamespacePath(path);
  }

  child(name: string): FieldTree {
    let child = this.children.get(name);
    if (!child) {
      child = new FieldTree(this.mapping, this.values, [...this.path, name], this.kept);
      if (this.children.size < MAX_CHILDREN && this.kept.nodes < MAX_NODES) {
        this.kept.nodes++;
        this.children.set(name, child);
      }
    }
    return child;
  }
}

/** A field whose bare numbers are of the unit, and on the scale, that a sample showed. */
export function withValues(field: Field | undefined, { units, scales }: LearnedValues): Field | undefined {
  if (!field) {
    return undefined;
  }
  const unit = field.hasUnit ? undefined : units.get(field.name)?.unit;
  const scale = field.scale ?? scales.get(field.name);
  return { ...field, unitMs: unit ? MS_PER_UNIT[unit] : field.unitMs, scale };
}
