import { shareOfAll } from '../../format/format';
import { type ServiceSummary } from '../model/analysis';

/** That there were no errors, said of what was seen. */
export function noErrors(services: readonly ServiceSummary[]): string {
  const logs = services.reduce((sum, service) => sum + service.logs, 0);
  const known = services.reduce((sum, service) => sum + service.known.levels * service.logs, 0);
  if (logs === 0) {
    return 'No service logged anything in this range.';
  }
  if (known === 0) {
    return 'Whether there were errors is not known: no log in this range has a level or a status.';
  }
  return known < logs
    ? `No errors in this range, as far as is known: ${shareOfAll(known / logs)} of the logs have a level or a status.`
    : 'No errors in this range.';
}
