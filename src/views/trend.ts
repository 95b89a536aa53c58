import { type Analysis, type Trend } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { type Notice } from '../logs/notice';
import { colouredWords } from './colours';
import { frame, noData, numberField, stringField } from './fields';
import { type FieldConfig, type Frame } from './frame';
import { metricOf } from './metric';
import { type ViewRequest } from './view';
import { DAY } from '../time/units';

const { label: NAME, metrics: METRICS } = VIEWS.trend;

type Metric = keyof typeof METRICS;

const DIRECTION: Readonly<Record<Trend['direction'], number>> = { DEGRADING: 1, STABLE: 0, IMPROVING: -1 };

const VALUE: Readonly<Record<Metric, (trend: Trend) => number>> = {
  errorsPerHour: ({ errorsPerHour }) => errorsPerHour,
  direction: ({ direction }) => DIRECTION[direction],
  pValue: ({ pValue }) => pValue,
};

const CONFIG: Readonly<Record<Metric, FieldConfig>> = {
  errorsPerHour: { unit: 'none', decimals: 2, description: 'How many more errors an hour there are each hour' },
  direction: { unit: 'none', decimals: 0, description: '1 degrading, 0 stable, -1 improving' },
  pValue: { unit: 'none', decimals: 3, min: 0, max: 1, description: 'Probability of such a trend by chance' },
};

const COLOURS = { DEGRADING: 'red', STABLE: 'text', IMPROVING: 'green' };

/**
 * Whether errors become more frequent: the direction, which is STABLE unless a test finds that chance hardly gives such
 * a trend, the slope and the probability. One number by its metric, as an alert rule gets it. Of all services together.
 */
export function trend(analysis: Analysis, request: ViewRequest): Frame[] {
  const metric = metricOf(request.metric, METRICS) ?? (request.forAlert ? 'errorsPerHour' : undefined);
  const { trend: found, totals } = analysis;
  const value = (name: Metric) =>
    numberField(name, found ? [VALUE[name](found)] : [], { displayName: METRICS[name], ...CONFIG[name] });
  if (!found) {
    const reason =
      totals.logs > 0
        ? 'A trend of errors takes two hours or more in which the level of some logs is known.'
        : 'Without logs there is no trend.';
    return noData(metric ? frame(NAME, 'numeric-multi', [value(metric)]) : frame(NAME, 'table', []), reason, request);
  }
  const { direction } = found;
  const notices = noticesOf(analysis, direction, request);
  if (metric) {
    return [frame(NAME, 'numeric-multi', [value(metric)], notices)];
  }
  const word = stringField('direction', [direction], {
    displayName: METRICS.direction,
    mappings: colouredWords(COLOURS),
  });
  return [frame(NAME, 'table', [word, value('errorsPerHour'), value('pValue')], notices)];
}

function noticesOf({ range }: Analysis, direction: Trend['direction'], { services }: ViewRequest): Notice[] {
  const notices: Notice[] = [];
  if (services.length > 0) {
    notices.push({ severity: 'info', text: 'The trend is that of all services together.' });
  }
  if (direction !== 'STABLE' && range.toMs - range.fromMs < 2 * DAY) {
    const text =
      'In less than two days a daily course of the errors that does not follow the traffic looks like a trend: compare with the day before.';
    notices.push({ severity: 'info', text });
  }
  return notices;
}
