import { type Random } from '../../src/random/random';

const NONE = -1;

/**
 * A tree of random cuts over points that come and go (Guha, Mishra, Roy, Schrijvers 2016, "Robust random cut forest
 * based anomaly detection on streams"). A node cuts its bounding box in a dimension drawn by the box's lengths,
 * anywhere on that length; inserting and deleting keep that distribution exactly.
 */
export class RandomCutTree {
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly parent: Int32Array;
  private readonly mass: Int32Array;
  private readonly cutDimension: Int32Array;
  private readonly cutAt: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly free: number[];
  private root = NONE;

  /** @param capacity points at most */
  constructor(
    capacity: number,
    private readonly dimensions: number,
    private readonly random: Random
  ) {
    const nodes = 2 * capacity;
    [this.left, this.right, this.parent, this.mass, this.cutDimension] = Array.from({ length: 5 }, () =>
      new Int32Array(nodes).fill(NONE)
    );
    this.cutAt = new Float64Array(nodes);
    this.low = new Float64Array(nodes * dimensions);
    this.high = new Float64Array(nodes * dimensions);
    this.free = Array.from({ length: nodes }, (_, node) => node);
  }

  /** @returns the leaf, by which the point is deleted; equal points share one */
  insert(point: Float64Array): number {
    if (this.root === NONE) {
      this.root = this.newLeaf(point);
      return this.root;
    }
    let node = this.root;
    for (;;) {
      if (this.isLeaf(node) && this.outside(node, point) === 0) {
        this.addMass(node, 1);
        return node;
      }
      const cut = this.drawCut(node, point);
      if (cut) {
        return this.split(node, point, cut);
      }
      this.stretch(node, point);
      node = this.childOf(node, point);
    }
  }

  delete(leaf: number): void {
    if (this.mass[leaf] > 1) {
      this.addMass(leaf, -1);
      return;
    }
    const parent = this.parent[leaf];
    this.free.push(leaf);
    if (parent === NONE) {
      this.root = NONE;
      return;
    }
    const sibling = this.left[parent] === leaf ? this.right[parent] : this.left[parent];
    this.replace(parent, sibling);
    this.free.push(parent);
    for (let node = this.parent[sibling]; node !== NONE; node = this.parent[node]) {
      this.mass[node]--;
      this.unite(node);
    }
  }

  /**
   * The expected inverse depth of the point, had it been among those that the tree was made of, times the logarithm of
   * the tree's size: about 0 to 8, higher for points that a cut sets apart early.
   */
  score(point: Float64Array): number {
    let node = this.root;
    if (node === NONE) {
      return 0;
    }
    let score = 0;
    let reached = 1;
    for (let depth = 0; ; depth++) {
      const outside = this.outside(node, point);
      if (outside > 0) {
        const apart = outside / (outside + this.length(node));
        score += (reached * apart) / (depth + 1);
        reached *= 1 - apart;
      }
      if (reached <= 0) {
        break;
      }
      if (this.isLeaf(node)) {
        score += reached / (depth + Math.log2(1 + this.mass[node]));
        break;
      }
      node = this.childOf(node, point);
    }
    return score * Math.log2(1 + this.mass[this.root]);
  }

  private isLeaf(node: number): boolean {
    return this.left[node] === NONE;
  }

  private childOf(node: number, point: Float64Array): number {
    return point[this.cutDimension[node]] <= this.cutAt[node] ? this.left[node] : this.right[node];
  }

  /** By how much the point would lengthen the box, over all dimensions. */
  private outside(node: number, point: Float64Array): number {
    let sum = 0;
    for (let d = 0, i = node * this.dimensions; d < this.dimensions; d++, i++) {
      sum += Math.max(0, this.low[i] - point[d]) + Math.max(0, point[d] - this.high[i]);
    }
    return sum;
  }

  private length(node: number): number {
    let sum = 0;
    for (let d = 0, i = node * this.dimensions; d < this.dimensions; d++, i++) {
      sum += this.high[i] - this.low[i];
    }
    return sum;
  }

  /** Draws a cut of the box with the point in it. Undefined where it does not part the point from the box. */
  private drawCut(node: number, point: Float64Array): { dimension: number; at: number } | undefined {
    let rest = this.random.next() * (this.length(node) + this.outside(node, point));
    for (let d = 0, i = node * this.dimensions; d < this.dimensions; d++, i++) {
      const from = Math.min(this.low[i], point[d]);
      const to = Math.max(this.high[i], point[d]);
      if (rest < to - from) {
        const at = from + rest;
        return at < this.low[i] || at >= this.high[i] ? { dimension: d, at } : undefined;
      }
      rest -= to - from;
    }
    return undefined;
  }

  private split(node: number, point: Float64Array, { dimension, at }: { dimension: number; at: number }): number {
    const leaf = this.newLeaf(point);
    const branch = this.free.pop() ?? NONE;
    this.replace(node, branch);
    const isLeft = point[dimension] <= at;
    this.left[branch] = isLeft ? leaf : node;
    this.right[branch] = isLeft ? node : leaf;
    this.cutDimension[branch] = dimension;
    this.cutAt[branch] = at;
    this.parent[leaf] = branch;
    this.parent[node] = branch;
    this.mass[branch] = this.mass[node];
    this.unite(branch);
    this.addMass(branch, 1);
    return leaf;
  }

  private newLeaf(point: Float64Array): number {
    const leaf = this.free.pop() ?? NONE;
    this.left[leaf] = this.right[leaf] = this.parent[leaf] = NONE;
    this.mass[leaf] = 1;
    this.low.set(point, leaf * this.dimensions);
    this.high.set(point, leaf * this.dimensions);
    return leaf;
  }

  /** Puts `other` where `node` hangs. */
  private replace(node: number, other: number): void {
    const parent = this.parent[node];
    this.parent[other] = parent;
    if (parent === NONE) {
      this.root = other;
    } else if (this.left[parent] === node) {
      this.left[parent] = other;
    } else {
      this.right[parent] = other;
    }
  }

  private addMass(from: number, change: number): void {
    for (let node = from; node !== NONE; node = this.parent[node]) {
      this.mass[node] += change;
    }
  }

  private stretch(node: number, point: Float64Array): void {
    for (let d = 0, i = node * this.dimensions; d < this.dimensions; d++, i++) {
      this.low[i] = Math.min(this.low[i], point[d]);
      this.high[i] = Math.max(this.high[i], point[d]);
    }
  }

  private unite(node: number): void {
    const a = this.left[node] * this.dimensions;
    const b = this.right[node] * this.dimensions;
    for (let d = 0, i = node * this.dimensions; d < this.dimensions; d++, i++) {
      this.low[i] = Math.min(this.low[a + d], this.low[b + d]);
      this.high[i] = Math.max(this.high[a + d], this.high[b + d]);
    }
  }
}
