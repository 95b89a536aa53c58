import { type Analysis, type Health } from '../analysis/model/analysis';
import { HEALTH_CONFIG } from './colours';
import { frame, noData, numberField } from './fields';
import { type Frame } from './frame';
import { wantedServices } from './services';
import { type ViewRequest } from './view';

const NAME = 'Health score';

/**
 * Health from 0 to 100: one value for all, or one for each service asked for. The status and the points lost by cause
 * are in the frame's meta. Without logs there is no health to tell, so that a rule goes to its No Data state.
 */
export function healthScore(analysis: Analysis, request: ViewRequest): Frame[] {
  const frames =
    request.services.length === 0
      ? analysis.totals.logs > 0
        ? [scoreFrame(analysis.health)]
        : []
      : wantedServices(analysis, request).map(({ service, health }) => scoreFrame(health, service));
  return frames.length > 0 ? frames : noData(NAME, 'numeric-multi', 'Without logs there is no health to tell.');
}

function scoreFrame({ score, status, lost }: Health, service?: string): Frame {
  const config = { ...HEALTH_CONFIG, displayNameFromDS: service ?? NAME };
  const value = numberField('health', [score], config, service === undefined ? undefined : { service });
  const result = frame(service ?? NAME, 'numeric-multi', [value]);
  return { ...result, meta: { ...result.meta, custom: { status, lost } } };
}
