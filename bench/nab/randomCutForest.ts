import { createRandom, type Random } from '../../src/random/random';
import { RandomCutTree } from './randomCutTree';

export interface RandomCutForestOptions {
  readonly trees: number;
  readonly sampleSize: number;
  /** Values that follow each other and make one point. */
  readonly shingle: number;
  /** How fast old points leave the sample: a point's weight falls by a factor of e in 1 / decay points. */
  readonly decay: number;
  readonly seed: number;
}

/** As the run that is published for NAB, whose service's own default decay this is. */
export const PUBLISHED: RandomCutForestOptions = { trees: 100, sampleSize: 256, shingle: 1, decay: 1e-5, seed: 42 };

/** The mean score of a random cut forest for each value, before the value is learned. */
export function randomCutForest(values: Float64Array, options: RandomCutForestOptions): Float64Array {
  const { trees, shingle, seed } = options;
  const scores = new Float64Array(values.length);
  for (let tree = 0; tree < trees; tree++) {
    const sampler = new SampledTree(options, createRandom(seed, tree));
    for (let i = shingle - 1; i < values.length; i++) {
      const point = values.subarray(i - shingle + 1, i + 1);
      scores[i] += sampler.tree.score(point) / trees;
      sampler.offer(point);
    }
  }
  return scores;
}

/** A tree over a sample that favours recent points: the smallest keys stay (Efraimidis and Spirakis 2006). */
class SampledTree {
  readonly tree: RandomCutTree;
  private readonly keys: number[] = [];
  private readonly leaves: number[] = [];
  private largest = 0;
  private time = 0;

  constructor(
    private readonly options: RandomCutForestOptions,
    private readonly random: Random
  ) {
    this.tree = new RandomCutTree(options.sampleSize + 1, options.shingle, random);
  }

  offer(point: Float64Array): void {
    const key = Math.log(-Math.log(1 - this.random.next())) - this.options.decay * this.time++;
    if (this.keys.length < this.options.sampleSize) {
      this.keys.push(key);
      this.leaves.push(this.tree.insert(point));
    } else if (key < this.keys[this.largest]) {
      this.tree.delete(this.leaves[this.largest]);
      this.keys[this.largest] = key;
      this.leaves[this.largest] = this.tree.insert(point);
    } else {
      return;
    }
    this.largest = this.keys.reduce((most, one, index) => (one > this.keys[most] ? index : most), 0);
  }
}
