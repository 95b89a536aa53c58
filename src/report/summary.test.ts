import { type Analysis } from '../analysis/model/analysis';
import { emptyAnalysis, normalAnalysis, unknownAnalysis } from '../views/testing/analyses';
import { bySeverity, summary } from './summary';

const analysis = normalAnalysis();
const quiet: Analysis = {
  ...analysis,
  incidents: [],
  forecasts: [],
  health: { score: 95, status: 'EXCELLENT', lost: [], notJudged: ['slow responses'] },
  trend: { direction: 'DEGRADING', errorsPerHour: 2, pValue: 0.01 },
};

describe('the summary', () => {
  it('says what is under way, what was, how healthy all is, and what is coming', () => {
    expect(summary(analysis)).toEqual([
      '1 incident is under way, first of all: High Error Rate of api-gateway since 2024-10-27 23:02:00.',
      'In 3 hours there were 2 incidents: 1 critical and 1 high.',
      expect.stringMatching(/^Health is 66\.4 of 100, WARNING; most points were lost by /),
      '8.60% of all logs are errors (27); they become neither more nor less frequent.',
      expect.stringMatching(/^\d forecasts?: database: disk space used up: .* in 40 minutes, confidence 93%\.$/),
    ]);
  });

  it('says of a quiet time what of it was seen', () => {
    expect(summary(quiet)).toEqual([
      'No incident is under way at the end of this time, as far as is seen.',
      'In 3 hours no incident was found in 314 logs, of which the level of 100% and the response time of 94.2% is known.',
      'Health is 95.0 of 100, EXCELLENT; not known, so not judged: slow responses.',
      '8.60% of all logs are errors (27); they become more frequent.',
    ]);
  });

  it('says nothing is well where nothing is known', () => {
    expect(summary(unknownAnalysis())).toEqual([
      'Whether an incident is under way is not known.',
      'In 3 hours no incident was found in 314 logs, of which the level of 0% and the response time of 0% is known.',
      'Health is unknown. Too little is known of the logs.',
      'Whether there were errors is not known: no log has a level or a status.',
    ]);
    expect(summary(emptyAnalysis()).slice(0, 2)).toEqual([
      'Whether an incident is under way is not known.',
      'Nothing was logged in 3 hours.',
    ]);
  });
});

it('counts incidents by their severity, the gravest first', () => {
  expect(bySeverity(analysis.incidents)).toBe('1 critical and 1 high');
});
