import { readLimits } from './limits';

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
    expect([1, 64].map((cores) => read({}, cores).limits.workers)).toEqual([3, 6]);
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
