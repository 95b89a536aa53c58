import { type Analysis, type Health } from '../analysis/model/analysis';
import { VIEWS } from '../query/views';
import { HEALTH_CONFIG } from './colours';
import { frame, noData, numberField } from './fields';
import { type Frame } from './frame';
import { scoresOf } from './health';
import { metricOf } from './metric';
import { wantedServices } from './services';
import { type ViewRequest } from './view';

const { label: NAME, metrics: METRICS } = VIEWS.healthScore;

type Healthy = Pick<Analysis, 'health' | 'healthNow'>;

/**
 * Health from 0 to 100, now or by its metric of the whole range: one value for all, or one for each service asked for.
 * The status and the points lost by cause
 * are in the frame's meta. Where health is unknown a panel gets no number, and the reason; an alert rule gets no such
 * series, so that it goes to its No Data state.
 *
 * @throws QueryError where the health formula cannot be computed
 */
export function healthScore(analysis: Analysis, request: ViewRequest): Frame[] {
  const isOfRange = metricOf(request.metric, METRICS) === 'range';
  const wanted: ReadonlyArray<Healthy & { readonly service?: string }> =
    request.services.length === 0 ? [analysis] : wantedServices(analysis, request);
  const healthOf = ({ health, healthNow }: Healthy) => (isOfRange ? health : healthNow);
  const scores = scoresOf(wanted.map(healthOf));
  const shown = wanted.filter((_, i) => !request.forAlert || !Number.isNaN(scores[i]));
  if (shown.length > 0) {
    return shown.map((one) => scoreFrame(healthOf(one), one.service));
  }
  const first = wanted.map(healthOf).at(0);
  const reason = first?.score === null ? first.reason : 'None of these services logged anything.';
  return noData(frame(NAME, 'numeric-multi', [numberField('health', [], HEALTH_CONFIG)]), reason, request);
}

function scoreFrame(health: Health, service?: string): Frame {
  const { score, status, lost } = health;
  const config = { ...HEALTH_CONFIG, displayNameFromDS: service ?? NAME };
  const value = numberField('health', [score ?? NaN], config, service === undefined ? undefined : { service });
  const of = service === undefined ? '' : ` of ${service}`;
  const result = frame(
    service ?? NAME,
    'numeric-multi',
    [value],
    score === null ? [{ severity: 'warning', text: `Health${of} is unknown. ${health.reason}` }] : []
  );
  return { ...result, meta: { ...result.meta, custom: { status, lost } } };
}
