import { perService } from '../../query/serviceOptions';
import { MINUTE } from '../../time/units';
import { type Finding, type RuleContext } from './rule';

/**
 * What counts by the settings of each service: a finding stays with the services that it is an incident of. One of
 * several services together that is left with fewer than make one is none.
 */
export function wantedFindings(
  findings: readonly Finding[],
  { windows, options }: Pick<RuleContext, 'windows' | 'options'>
): Finding[] {
  if (options.perService.length === 0) {
    return [...findings];
  }
  const optionsOf = perService(options);
  return findings.flatMap((finding): Finding[] => {
    const lastedMs = (finding.to - finding.from) * windows.windowMs;
    const services = finding.services.filter((index) => {
      const { direction, afterMinutes } = optionsOf(windows.services[index]);
      return (direction === 'both' || direction === (finding.direction ?? 'up')) && lastedMs >= afterMinutes * MINUTE;
    });
    const least = finding.type === 'Cascading Failure' ? options.cascadeServices : 1;
    return services.length >= least ? [{ ...finding, services }] : [];
  });
}
