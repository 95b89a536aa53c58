import { whyUnknown } from '../analysis/health/known';
import { type Analysis } from '../analysis/model/analysis';
import { InputError } from '../errors';

/** Why a pipeline should stop; undefined where it should not. @throws InputError where that is not known */
export type FailCondition = (analysis: Analysis) => string | undefined;

/**
 * `critical`: a critical incident; `high`: a high or critical one; `health<N`: a health score under N. That the health
 * is unknown is no pass: without such an incident it is an error.
 * @throws InputError for anything else
 */
export function parseFailOn(text: string): FailCondition {
  const condition = text.trim().toLowerCase();
  if (condition === 'critical' || condition === 'high') {
    const severities = condition === 'critical' ? ['CRITICAL'] : ['CRITICAL', 'HIGH'];
    return ({ incidents, totals }) => {
      const found = incidents.filter(({ severity }) => severities.includes(severity)).length;
      const why = whyUnknown(totals.known);
      if (found === 0 && why !== undefined) {
        throw new InputError(`--fail-on ${text}: whether there are such incidents is unknown. ${why}`);
      }
      return found > 0 ? `${found} incident${found === 1 ? ' is' : 's are'} ${severities.join(' or ')}` : undefined;
    };
  }
  const limit = /^health\s*<\s*(\d+(?:\.\d+)?)$/.exec(condition)?.[1];
  if (limit === undefined) {
    throw new InputError(`--fail-on ${text}: use critical, high, or health<N, for example "health<60".`);
  }
  if (!(Number(limit) > 0 && Number(limit) <= 100)) {
    throw new InputError(`--fail-on ${text}: a health score is from 0 to 100, so that N is over 0 and at most 100.`);
  }
  return ({ health }) => {
    if (health.score === null) {
      throw new InputError(`--fail-on ${text}: the health is unknown. ${health.reason}`);
    }
    return health.score < Number(limit) ? `the health score ${health.score.toFixed(1)} is under ${limit}` : undefined;
  };
}
