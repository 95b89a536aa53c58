import { type KeptForecast } from '../analysis/model/analysis';
import { HOUR, MINUTE } from '../time/units';
import { drawView } from './registry';
import { normalAnalysis } from './testing/analyses';
import { FORECAST_RECORD } from './testing/forecasts';
import { type ViewRequest } from './view';

const analysis = normalAnalysis();

function draw(
  request: Partial<ViewRequest> = {},
  record: readonly KeptForecast[] | undefined = analysis.forecastRecord
) {
  const whole = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000, ...request };
  const [frame] = drawView('forecastRecord', { ...analysis, forecastRecord: record }, whole);
  return {
    notices: frame.meta.notices?.map(({ text }) => text),
    column: (name: string) => Array.from<unknown>(frame.fields.find((field) => field.name === name)?.values ?? []),
  };
}

describe('forecastRecord', () => {
  it('tells of each service and sign how many came true, and of how many it is not known', () => {
    const { column } = draw();
    expect(column('service')).toEqual(['api-gateway', 'database', 'database']);
    expect(column('sign')).toEqual(['error rate', 'figures', 'response times']);
    expect(column('hits')).toEqual([0, 0, 1]);
    expect(column('misses')).toEqual([1, 0, 2]);
    expect(column('open')).toEqual([0, 1, 0]);
    expect(column('unknown')).toEqual([1, 0, 0]);
  });

  it('gives what was said beside what came, the Brier score and the lead, and no value where none was judged', () => {
    const { column } = draw({ services: ['database'] });
    expect(column('said')).toEqual([NaN, expect.closeTo((0.8 + 0.6 + 0.4) / 3)]);
    expect(column('cameTrue')).toEqual([NaN, expect.closeTo(1 / 3)]);
    expect(column('brier')).toEqual([NaN, expect.closeTo((0.2 ** 2 + 0.6 ** 2 + 0.4 ** 2) / 3)]);
    expect(column('lead')).toEqual([NaN, HOUR]);
  });

  it('gives the same by confidence, of those that were said', () => {
    const { column } = draw({ metric: 'confidence' });
    expect(column('confidence')).toEqual(['30% to 50%', '50% to 70%', '70% to 90%', '90% to 100%']);
    expect(column('hits')).toEqual([0, 0, 1, 0]);
    expect(column('misses')).toEqual([2, 1, 0, 0]);
    expect(draw({ metric: 'confidence', services: ['api-gateway'] }).column('confidence')).toEqual([
      '30% to 50%',
      '50% to 70%',
    ]);
  });

  it('knows nothing of forecasts that were made after the range', () => {
    const later = FORECAST_RECORD.map((kept) => ({ ...kept, madeMs: analysis.range.toMs + MINUTE }));
    expect(draw({}, later).column('service')).toEqual([]);
  });

  it('says so where none was made', () => {
    expect(draw({}, []).notices).toEqual(['No forecast has been made of these logs yet.']);
  });
});
