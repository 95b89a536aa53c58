import { Analyst } from '../analyst';
import { createLog } from '../log';
import { createMetrics } from '../metrics';
import { queryData } from './data';

it('refuses the query of another Seismolog data source: those that name each other would ask in a circle', async () => {
  const log = createLog(() => undefined);
  const metrics = createMetrics();
  const run = () => Promise.reject(new Error('Nothing is to be analysed.'));
  const analyst = new Analyst({ run, cacheBytes: 1000, cacheMs: 1000, metrics, log });
  const query = { refId: 'seismolog-source', maxDataPoints: 1, timeRange: null, json: new Uint8Array(), queryType: '' };
  const { responses } = await queryData(
    { pluginContext: null, headers: {}, queries: [query] },
    { analyst, metrics, log },
    new AbortController().signal
  );
  expect(responses['seismolog-source']).toMatchObject({
    status: 400,
    error: expect.stringContaining('names a Seismolog data source (itself, or another) as the source of its logs'),
  });
});
