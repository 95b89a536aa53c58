import { DAY } from '../../time/units';
import { normalAnalysis } from '../../views/testing/analyses';
import { dateServices, MOST_SERVICES } from './dateServices';

const [EXAMPLE] = normalAnalysis().baselines;
const span = { fromMs: 10 * DAY, toMs: 17 * DAY };
const baseline = (service: string, sinceMs: number) => ({ ...EXAMPLE, service, sinceMs });

describe('dateServices', () => {
  it('knows a service since its first log in any range', () => {
    const known = [{ id: 'api', firstMs: 3 * DAY, lastMs: 17 * DAY }];
    const found = dateServices(known, { span, baselines: [baseline('api', 10 * DAY), baseline('new', 16 * DAY)] });
    expect(found.baselines).toEqual([baseline('api', 3 * DAY), baseline('new', 16 * DAY)]);
    expect(found.changes).toEqual([{ id: 'new', firstMs: 16 * DAY, lastMs: 17 * DAY }]);
  });

  it('remembers one again that was seen earlier, or a day later, than known', () => {
    const changes = (firstMs: number, lastMs: number) =>
      dateServices([{ id: 'api', firstMs, lastMs }], { span, baselines: [baseline('api', 12 * DAY)] }).changes;
    expect(changes(11 * DAY, 17 * DAY)).toEqual([]);
    expect(changes(13 * DAY, 17 * DAY)).toEqual([{ id: 'api', firstMs: 12 * DAY, lastMs: 17 * DAY }]);
    expect(changes(11 * DAY, 16 * DAY)).toEqual([{ id: 'api', firstMs: 11 * DAY, lastMs: 17 * DAY }]);
  });

  it('remembers no more than are kept', () => {
    const baselines = Array.from({ length: MOST_SERVICES + 1 }, (_, i) => baseline(`service-${i}`, 12 * DAY));
    expect(dateServices([], { span, baselines }).changes).toHaveLength(MOST_SERVICES);
  });
});
