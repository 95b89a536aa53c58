import { type IncidentOptions } from './options';
import { type PerService } from './perService';

/** The options of incidents as they are of one service. */
export type ServiceOptions = Omit<IncidentOptions, 'perService'> &
  Required<Pick<PerService, 'direction' | 'season' | 'afterMinutes'>>;

const AS_FOR_ALL = { direction: 'both', season: 'auto', afterMinutes: 0 } as const;

/** Gives the options of each service: those of the first entry that names it, over those of all. */
export function perService(options: IncidentOptions): (service: string) => ServiceOptions {
  const { perService: entries, ...all } = options;
  const forAll = { ...AS_FOR_ALL, ...all };
  const own = new Map<string, ServiceOptions>();
  for (const { services, ...rest } of entries) {
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    for (const name of services.split(',').map((part) => part.trim())) {
      own.set(name, own.get(name) ?? { ...forAll, ...given });
    }
  }
  return (service) => own.get(service) ?? forAll;
}
