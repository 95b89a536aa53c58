import { ALERTABLE_VIEWS } from '../../query/views';
import { drawView } from '../../views/registry';
import { normalAnalysis } from '../../views/testing/analyses';
import { OF_MESSAGES } from './seenAt';

const REQUEST = { services: [], limit: undefined, timeZone: 'UTC', forAlert: true, maxDataPoints: 1000 };

it.each(ALERTABLE_VIEWS)('%s is a view of kinds of messages where it draws them', (view) => {
  const analysis = normalAnalysis();
  const without = {
    ...analysis,
    patterns: { errorTypes: 0, errors: [], templates: [], pairs: [], named: [], notices: [] },
  };
  const isSame = JSON.stringify(drawView(view, without, REQUEST)) === JSON.stringify(drawView(view, analysis, REQUEST));
  expect(isSame).toBe(!OF_MESSAGES.has(view));
});
