import { type FieldMapping } from '../query/settings';
import { type Field, recogniseField } from './fieldNames';

/** More names than that in one object are ids, not names: they are looked up each time. */
const MAX_CHILDREN = 1000;

/** The fields of the logs of one source, each recognised once: a node per name, children for nested objects. */
export class FieldTree {
  readonly field: Field | undefined;
  readonly depth: number;
  private readonly children = new Map<string, FieldTree>();

  constructor(
    private readonly mapping: FieldMapping,
    private readonly path: readonly string[] = []
  ) {
    this.depth = path.length;
    this.field = path.length ? recogniseField(path, mapping) : undefined;
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
}
