import { type LearnedUnit } from '../durations/learnUnit';
import { type LearnedValues } from './learnedValues';

/** What was learned of the logs of a service; '' where that is not unit. */
export interface ServiceValues {
  readonly service: string;
  readonly values: LearnedValues;
}

const UNIT_NAMES = { ns: 'nanoseconds', us: 'microseconds', ms: 'milliseconds', s: 'seconds' } as const;
/** Services that are named where several have the same field. */
const MAX_NAMED = 3;

/**
 * What was guessed, a sentence each, with the setting that changes it. Milliseconds are what bare numbers usually are:
 * these are said only where they are many.
 */
export function describeGuesses(learned: readonly ServiceValues[]): string[] {
  const guesses = new Map<string, { services: string[]; unit: LearnedUnit }>();
  const add = (subject: string, service: string, unit: LearnedUnit): void => {
    const key = JSON.stringify([subject, unit.unit]);
    const guess = guesses.get(key) ?? { services: [], unit };
    guess.services.push(service);
    guesses.set(key, guess);
  };
  for (const { service, values } of learned) {
    for (const [name, unit] of values.units) {
      if (unit.unit !== 'ms' || unit.isDoubtful) {
        add(`The numbers of "${name}"`, service, unit);
      }
    }
    for (const [format, unit] of values.accessUnits) {
      add(`The last numbers of lines of the form "${format}"`, service, unit);
    }
  }
  return [...guesses].map(([key, { services, unit }]) => {
    const [subject] = JSON.parse(key) as [string];
    return (
      `${subject}${ofServices(services)} are taken for ${UNIT_NAMES[unit.unit]}: ${unit.reason}. ` +
      'If that is wrong, set the unit of response times (fields.responseTimeUnit).'
    );
  });
}

function ofServices(services: readonly string[]): string {
  const named = services.filter((service) => service !== '');
  const more = named.length - MAX_NAMED;
  const names = named.slice(0, MAX_NAMED).join(', ');
  return named.length === 0 ? '' : ` of ${names}${more > 0 ? ` and ${more} more` : ''}`;
}
