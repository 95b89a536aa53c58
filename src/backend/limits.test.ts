import fc from 'fast-check';
import { leastShare, readLimits } from './limits';

function read(environment: Record<string, string>, cores = 2) {
  const problems: string[] = [];
  return { limits: readLimits(environment, cores, (problem) => problems.push(problem)), problems };
}

describe('readLimits', () => {
  it('has a default for each, with one worker more than the machine has cores', () => {
    expect(read({}).limits).toEqual({
      workers: 3,
      analysisSeconds: 60,
      querySeconds: 300,
      memoryMb: 512,
      workerMemoryMb: 1024,
      rangeDays: 400,
    });
    expect([1, 64].map((cores) => read({}, cores).limits.workers)).toEqual([3, 4]);
  });

  it.each([
    [128, 2],
    [300, 2],
    [512, 4],
    [700, 6],
    [4096, 6],
  ])('has as many workers on a large machine as %d MB are enough for: %d', (memoryMb, workers) => {
    expect(read({ GF_PLUGIN_MEMORY_MB: String(memoryMb) }, 64).limits.workers).toBe(workers);
  });

  it('takes what Grafana hands on of its configuration', () => {
    const { limits, problems } = read({
      GF_PLUGIN_ANALYSIS_SECONDS: '120',
      GF_PLUGIN_WORKERS: '8',
      GF_PLUGIN_RANGE_DAYS: '',
    });
    expect(limits).toMatchObject({ analysisSeconds: 120, workers: 8, rangeDays: 400 });
    expect(problems).toEqual([]);
  });

  it.each([
    ['GF_PLUGIN_WORKERS', '1', /setting workers must be a whole number between 2 and 64, it is "1". 3 is used instead/],
    ['GF_PLUGIN_QUERY_SECONDS', 'long', /setting query_seconds must be .*, it is "long". 300 is used instead/],
    ['GF_PLUGIN_WORKER_MEMORY_MB', '1e99', /worker_memory_mb must be a whole number between 256/],
  ])('says what is wrong with %s = %s, and goes on without', (name, value, message) => {
    const { limits, problems } = read({ [name]: value });
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(limits).toEqual(read({}).limits);
  });
});

describe('leastShare', () => {
  it('gives to all workers, however many, no more than the budget without the main process', () => {
    fc.assert(
      fc.property(fc.integer({ min: 128, max: 1_048_576 }), fc.integer({ min: 2, max: 64 }), (memoryMb, workers) => {
        const share = leastShare({ memoryMb, workers });
        expect(share).toBeGreaterThan(0);
        expect(share * workers).toBeLessThanOrEqual((memoryMb - 99) * 1e6);
      })
    );
  });

  it('is of use to each of as many workers as there are by default', () => {
    const { limits } = read({}, 64);
    expect(leastShare(limits)).toBeGreaterThanOrEqual(100e6);
  });
});
