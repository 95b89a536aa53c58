import { growth, type Sample } from './growth';

const samples = (of: (i: number) => Partial<Sample>): Sample[] =>
  Array.from({ length: 40 }, (_, i) => {
    return { minute: i, processes: 3, memoryMb: 300, threads: 20, files: 60, cpuSeconds: i, ...of(i) };
  });

describe('growth', () => {
  it('sees none in what comes and goes, nor in a beginning', () => {
    expect(growth(samples((i) => ({ memoryMb: 300 + (i % 5) * 40 })))).toEqual([]);
    expect(growth(samples((i) => ({ memoryMb: Math.min(400, 100 + i * 40) })))).toEqual([]);
  });

  it('sees it in memory, files and threads', () => {
    expect(growth(samples((i) => ({ memoryMb: 100 + i * 8 })))).toEqual([expect.stringMatching(/^memoryMb grew from/)]);
    expect(growth(samples((i) => ({ files: 60 + 2 * i, threads: 20 + i })))).toEqual([
      'files grew from 89 to 129',
      'threads grew from 35 to 55',
    ]);
  });

  it('says so where too much is taken all the time', () => {
    expect(growth(samples(() => ({ memoryMb: 700 })))).toEqual(['all processes took 700 MB, more than 600']);
  });

  it('does not judge by a few samples', () => {
    expect(growth(samples(() => ({})).slice(0, 8))).toEqual([expect.stringContaining('too few samples')]);
  });
});
