import { type LogTable } from '../../logs/logTable';
import { type Dependency } from '../model/analysis';
import { complaintTest } from '../messages/complaintTest';
import { percent, plural } from '../../format/format';

/** Complaints of a service that name another, and their share of its complaints: fewer may be about anything. */
const MIN_LINES = 5;
const MIN_SHARE = 0.01;

/** How many times more often than the other way round: a service may also complain of the one that called it. */
const ONE_WAY = 3;

/** A shorter name may be any word. */
const MIN_NAME = 4;

/** Different messages read; the names are looked for in the first so many. */
const MAX_MESSAGES = 50_000;

/**
 * Whom services complain of: who warns, or logs an error, that names another service, as in "connection to orders
 * refused", depends on that one, also where only its words complain. Each different message is read once.
 *
 * @param groupOf messages of one group share their words
 */
export function complaintDependencies(table: LogTable, services: readonly string[], groupOf: Int32Array): Dependency[] {
  const { length, message, service } = table;
  const size = services.length;
  const find = namesPattern(services);
  if (!find) {
    return [];
  }
  const indexOf = new Map(services.map((name, index) => [name, index]));
  const lowerCase = new Map(services.map((name, index) => [name.toLowerCase(), index]));
  const serviceOf = Int32Array.from(service.values, (name) => indexOf.get(name) ?? -1);
  const namedIn: Array<number | undefined> = new Array<number | undefined>(message.values.length).fill(undefined);
  const isComplaint = complaintTest(table, groupOf);
  const complaints = new Uint32Array(size);
  // Of pairs that there are: the square of many services would not fit.
  const named = new Map<number, number>();
  for (let row = 0, read = 0; row < length; row++) {
    const by = serviceOf[service.codes[row]];
    if (by < 0 || !isComplaint(row)) {
      continue;
    }
    const code = message.codes[row];
    if (namedIn[code] === undefined && read < MAX_MESSAGES) {
      read++;
      const name = find.exec(message.values.at(code))?.[0].toLowerCase();
      namedIn[code] = name === undefined ? -1 : (lowerCase.get(name) ?? -1);
    }
    complaints[by]++;
    const of = namedIn[code] ?? -1;
    if (of >= 0) {
      named.set(by * size + of, (named.get(by * size + of) ?? 0) + 1);
    }
  }
  return [...named].flatMap(([pair, count]): Dependency[] => {
    const [by, of] = [Math.floor(pair / size), pair % size];
    const back = named.get(of * size + by) ?? 0;
    const weight = count / complaints[by];
    return by !== of && count >= Math.max(MIN_LINES, MIN_SHARE * complaints[by], ONE_WAY * back)
      ? [
          {
            from: services[by],
            to: services[of],
            weight,
            learnedFrom: 'complaints',
            evidence: `named in ${percent(weight)} of its complaints (${plural(count, 'line')})`,
          },
        ]
      : [];
  });
}

/** Any of the names as a whole word, the longer ones first. */
function namesPattern(services: readonly string[]): RegExp | undefined {
  const names = services
    .filter((name) => name.length >= MIN_NAME)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return names.length > 0 ? new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w-])`, 'i') : undefined;
}
