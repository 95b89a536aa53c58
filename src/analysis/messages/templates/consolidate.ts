import { firstTerm, keyOf, type Shape, secondTerm, shapeKey } from './shape';
import { JOINERS } from './masking';
import { foldOptionalParts } from './optionalParts';
import { NAME, PUNCTUATION, WILD, WILD_HASH } from './tokens';
import { isValueLike, minValues } from './variableWords';

const MAX_ROUNDS = 6;
/** What stands for the place that is looked at; no word has this hash but by chance. */
const HOLE = 0x5bd1e995;

export interface Consolidated {
  readonly shapes: Shape[];
  /** The number of the shape in `shapes` that each of the old ones is now of. */
  readonly becomes: Int32Array;
}

/**
 * Merges shapes that differ in the words of one place, where these are so many, or look so, that they must be values
 * (user names, queues, hosts without digits). Repeated, as a place that has become a value lets other shapes come
 * together. What comes out does not depend on the order of the shapes. Linear in their tokens.
 */
export function consolidate(shapes: Shape[], checkpoint: () => void): Consolidated {
  let current = shapes;
  const becomes = Int32Array.from(shapes, (_, index) => index);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    checkpoint();
    const sets = new DisjointSets(current.length);
    joinByOnePlace(current, sets);
    joinByNames(current, sets);
    if (sets.joined === 0) {
      break;
    }
    const merged = mergeSets(current, sets);
    for (let i = 0; i < becomes.length; i++) {
      becomes[i] = merged.becomes[becomes[i]];
    }
    current = merged.shapes;
  }
  const variantOf = foldOptionalParts(current);
  const kept = current.map((_, s) => s).filter((s) => variantOf[s] === s);
  const index = new Int32Array(current.length);
  kept.forEach((s, i) => (index[s] = i));
  return { shapes: kept.map((s) => current[s]), becomes: becomes.map((s) => index[variantOf[s]]) };
}

/** Shapes that are equal but for one place are found by the key of the rest. */
function joinByOnePlace(shapes: Shape[], sets: DisjointSets): void {
  const places = shapes.reduce((sum, { tokenType }) => sum + tokenType.length, 0);
  const slots = new Map<number, number>();
  const last = new Int32Array(places);
  const size = new Int32Array(places);
  const previous = new Int32Array(places);
  const shapeOfEntry = new Int32Array(places);
  const place = new Uint16Array(places);
  let entries = 0;
  for (let s = 0; s < shapes.length; s++) {
    const { tokenType, hash } = shapes[s];
    const { first, second } = sums(shapes[s]);
    for (let i = 0; i < tokenType.length; i++) {
      if (tokenType[i] === PUNCTUATION) {
        continue;
      }
      const key = keyOf(
        (first - firstTerm(hash[i], i) + firstTerm(HOLE, i)) | 0,
        (second - secondTerm(hash[i], i) + secondTerm(HOLE, i)) | 0
      );
      let slot = slots.get(key);
      if (slot === undefined) {
        slot = slots.size;
        slots.set(key, slot);
        last[slot] = -1;
      }
      previous[entries] = last[slot];
      last[slot] = entries;
      size[slot]++;
      shapeOfEntry[entries] = s;
      place[entries] = i;
      entries++;
    }
  }
  for (let slot = 0; slot < slots.size; slot++) {
    if (size[slot] < 2) {
      continue;
    }
    let names = 0;
    let wild = false;
    const one = shapes[shapeOfEntry[last[slot]]];
    const skeleton = one.skeleton[place[last[slot]]];
    let alike = skeleton !== 0;
    for (let entry = last[slot]; entry >= 0; entry = previous[entry]) {
      const tokenType = shapes[shapeOfEntry[entry]].tokenType[place[entry]];
      wild ||= tokenType === WILD;
      names += tokenType === NAME ? 1 : 0;
      alike &&= shapes[shapeOfEntry[entry]].skeleton[place[entry]] === skeleton;
    }
    const least = minValues(one, place[last[slot]], names * 2 >= size[slot]);
    if (size[slot] >= least || ((wild || alike) && least < Infinity)) {
      for (let entry = last[slot]; entry >= 0; entry = previous[entry]) {
        sets.join(shapeOfEntry[last[slot]], shapeOfEntry[entry]);
      }
    }
  }
}

/** Shapes that differ in several places, all of which look like values, such as "user ann left room blue". */
function joinByNames(shapes: Shape[], sets: DisjointSets): void {
  const groups = new Map<number, number[]>();
  shapes.forEach((shape, s) => {
    const masked = shape.hash.map((hash, i) => (isValueLike(shape, i) ? WILD_HASH : hash));
    const key = shapeKey(masked, masked.length);
    const group = groups.get(key);
    if (group) {
      group.push(s);
    } else {
      groups.set(key, [s]);
    }
  });
  for (const group of groups.values()) {
    if (group.length < 3) {
      continue;
    }
    const [one] = group;
    const { tokenType, hash } = shapes[one];
    const many: number[] = [];
    for (let i = 0; i < tokenType.length; i++) {
      if (tokenType[i] === PUNCTUATION) {
        continue;
      }
      const values = new Set(group.map((s) => shapes[s].hash[i]));
      const names = group.filter((s) => shapes[s].tokenType[i] === NAME).length;
      if (
        values.size > 1 &&
        (values.has(WILD_HASH) || values.size >= minValues(shapes[one], i, names * 2 >= group.length))
      ) {
        many.push(i);
      }
    }
    const rest = new Map<number, number>();
    for (const s of many.length > 0 ? group : []) {
      const masked = shapes[s].hash.slice();
      many.forEach((i) => (masked[i] = WILD_HASH));
      const key = shapeKey(masked, hash.length);
      sets.join(s, rest.get(key) ?? s);
      rest.set(key, s);
    }
  }
}

/** One shape of each set: what differs within it is a value. Shapes that have become the same are one. */
function mergeSets(shapes: Shape[], sets: DisjointSets): Consolidated {
  const differs = new Map<number, Uint8Array>();
  shapes.forEach(({ hash }, s) => {
    const root = sets.rootOf(s);
    const differences = differs.get(root) ?? new Uint8Array(hash.length);
    for (let i = 0; i < hash.length; i++) {
      differences[i] |= hash[i] === shapes[root].hash[i] ? 0 : 1;
    }
    differs.set(root, differences);
  });
  const merged: Shape[] = [];
  const keys = new Map<number, number>();
  const ofRoot = new Int32Array(shapes.length);
  for (const [root, differences] of differs) {
    const shape = masked(shapes[root], differences);
    const key = shapeKey(shape.hash, shape.hash.length);
    const known = keys.get(key);
    ofRoot[root] = known ?? merged.length;
    if (known === undefined) {
      keys.set(key, merged.length);
      merged.push(shape);
    }
  }
  return { shapes: merged, becomes: Int32Array.from(shapes, (_, s) => ofRoot[sets.rootOf(s)]) };
}

/** Masks places; values that then stand in a row are one. */
function masked(shape: Shape, places: Uint8Array): Shape {
  const kept: number[] = [];
  const tokenType = shape.tokenType.map((old, i) => (places[i] === 1 ? WILD : old));
  const end = shape.end.slice();
  for (let i = 0; i < tokenType.length; i++) {
    if (tokenType[i] === WILD) {
      let before = kept.length - 1;
      while (before >= 0 && tokenType[kept[before]] === PUNCTUATION && JOINERS.has(shape.hash[kept[before]])) {
        before--;
      }
      if (before >= 0 && tokenType[kept[before]] === WILD) {
        end[kept[before]] = end[i];
        kept.length = before + 1;
        continue;
      }
    }
    kept.push(i);
  }
  return {
    message: shape.message,
    from: shape.from,
    tokenType: Uint8Array.from(kept, (i) => tokenType[i]),
    hash: Int32Array.from(kept, (i) => (tokenType[i] === WILD ? WILD_HASH : shape.hash[i])),
    skeleton: Int32Array.from(kept, (i) => (tokenType[i] === WILD ? 0 : shape.skeleton[i])),
    start: Int32Array.from(kept, (i) => shape.start[i]),
    end: Int32Array.from(kept, (i) => end[i]),
  };
}

function sums({ hash }: Shape): { first: number; second: number } {
  let first = hash.length;
  let second = hash.length;
  for (let i = 0; i < hash.length; i++) {
    first = (first + firstTerm(hash[i], i)) | 0;
    second = (second + secondTerm(hash[i], i)) | 0;
  }
  return { first, second };
}

class DisjointSets {
  joined = 0;
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  rootOf(index: number): number {
    const { parent } = this;
    let root = index;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }

  /** The root is the lowest. */
  join(a: number, b: number): void {
    const [low, high] = [this.rootOf(a), this.rootOf(b)].sort((x, y) => x - y);
    if (low !== high) {
      this.parent[high] = low;
      this.joined++;
    }
  }
}
