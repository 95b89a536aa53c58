import { memorySaver } from './memory';

const MB = 1_000_000;

describe('memorySaver', () => {
  /** Each size in turn is what is resident; collecting frees what was said to be garbage. */
  function collections(sizes: number[], garbage = 0, share?: number): number[] {
    const collectedAt: number[] = [];
    let freed = 0;
    let size = 0;
    let time = 0;
    const memory = {
      now: () => (time += 1000),
      resident: () => (size - freed) * MB,
      collect: () => {
        collectedAt.push(size);
        freed += garbage;
      },
    };
    const save = memorySaver(memory, 300 * MB, share);
    for (size of sizes) {
      save();
    }
    return collectedAt;
  }

  it('leaves a small process alone', () => {
    expect(collections([50, 150, 250, 299])).toEqual([]);
  });

  it('collects each time that a large one has grown', () => {
    expect(collections([200, 310, 320, 370, 380, 450])).toEqual([310, 380, 450]);
  });

  it('goes by what is left after collecting', () => {
    expect(collections([400, 450, 470, 480], 50)).toEqual([400, 470]);
  });

  it('leaves as much as a share of what is in use', () => {
    expect(collections([300, 359, 370, 540, 560], 0, 0.5)).toEqual([359, 540]);
  });

  it('asks no more often than 50 times a second', () => {
    let time = 0;
    let asked = 0;
    const save = memorySaver({ now: () => time, resident: () => ++asked, collect: () => undefined });
    for (; time < 1000; time++) {
      save();
    }
    expect(asked).toBe(50);
  });

  it('does nothing where the collector cannot be called', () => {
    expect(memorySaver({ resident: () => 900 * MB, now: () => 0 })).not.toThrow();
  });
});
