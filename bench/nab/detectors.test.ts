import { createRandom } from '../../src/random/random';
import { PUBLISHED, randomCutForest } from './randomCutForest';
import { RandomCutTree } from './randomCutTree';
import { windowedGaussian } from './windowedGaussian';

const random = createRandom(7);
const noise = Float64Array.from({ length: 800 }, () => 100 + random.normal());
const withSpike = noise.map((value, i) => (i === 600 ? 120 : value));

const indexOfMost = (scores: Float64Array) => scores.reduce((most, score, i) => (score > scores[most] ? i : most), 0);

describe('windowedGaussian', () => {
  it('gives the distance from the mean of the values before, in their standard deviations', () => {
    // Mean 2, standard deviation 1 of the population.
    expect(windowedGaussian(Float64Array.of(1, 3, 5))[2]).toBeCloseTo(3, 10);
  });

  it('is highest at a spike', () => {
    const scores = windowedGaussian(withSpike).map((score, i) => (i < 100 ? 0 : score));
    expect(indexOfMost(scores)).toBe(600);
  });
});

describe('randomCutForest', () => {
  it.each([1, 8])('is highest where a spike is in the shingle of %d', (shingle) => {
    const scores = randomCutForest(withSpike, { ...PUBLISHED, trees: 20, shingle });
    const most = indexOfMost(scores.map((score, i) => (i < 300 ? 0 : score)));
    expect(most).toBeGreaterThanOrEqual(600);
    expect(most).toBeLessThan(600 + shingle);
  });
});

describe('RandomCutTree', () => {
  it('scores as a tree that never held what was deleted', () => {
    const points = Array.from({ length: 60 }, () => Float64Array.of(random.normal(), random.normal()));
    const far = Float64Array.of(50, 50);
    const meanScore = (withFar: boolean) => {
      let sum = 0;
      for (let seed = 0; seed < 400; seed++) {
        const tree = new RandomCutTree(70, 2, createRandom(seed));
        points.slice(0, 30).forEach((point) => tree.insert(point));
        const leaf = withFar ? tree.insert(far) : undefined;
        points.slice(30).forEach((point) => tree.insert(point));
        if (leaf !== undefined) {
          tree.delete(leaf);
        }
        sum += tree.score(Float64Array.of(2, -1));
      }
      return sum / 400;
    };
    expect(meanScore(true)).toBeCloseTo(meanScore(false), 1);
  });

  it('keeps equal points as one leaf, until the last of them is deleted', () => {
    const tree = new RandomCutTree(10, 1, createRandom(1));
    const leaves = [1, 1, 5].map((value) => tree.insert(Float64Array.of(value)));
    expect(leaves[0]).toBe(leaves[1]);
    const common = tree.score(Float64Array.of(1));
    tree.delete(leaves[0]);
    expect(tree.score(Float64Array.of(1))).not.toBe(common);
    tree.delete(leaves[1]);
    tree.delete(leaves[2]);
    expect(tree.score(Float64Array.of(1))).toBe(0);
  });
});
