import { CancelledError, SettingsError } from '../../errors';
import { type GeneratedOptions } from '../../query/settings';
import { type LogSource, type ReadContext, type ReadRequest, type ReadResult, type SourceCheck } from '../source';
import { type Notice } from '../../logs/notice';
import { MAX_BORROWED_SHARE } from './episodes/schedule';
import { generateSteps, type TimeRange } from './generate';
import { SERVICES } from './services';
import { createTraffic } from './traffic';
import { MINUTE, HOUR } from '../../time/units';
import { whole } from '../../format/format';

/** The most logs a day that the generator is made for. */
const MAX_LOGS_PER_DAY = 100_000_000;

/**
 * Seven generated services as a log store: any range has logs, and the same logs whenever it is read. It knows no
 * query language.
 *
 * @throws SettingsError where a seed is no whole number or the logs a day are none or too many
 */
export function generatedSource(options: GeneratedOptions): LogSource {
  const { seed, logsPerDay } = options;
  if (!Number.isSafeInteger(seed)) {
    throw new SettingsError(`The seed of the generated logs has to be a whole number, and ${seed} is none.`);
  }
  if (!(logsPerDay >= 1 && logsPerDay <= MAX_LOGS_PER_DAY)) {
    throw new SettingsError(
      `Generated logs a day have to be from 1 to ${whole(MAX_LOGS_PER_DAY)}, and ${logsPerDay} is not.`
    );
  }
  return {
    read: (request, context) => read(options, request, context),
    check: () => Promise.resolve(check(options, Date.now())),
  };
}

function check(options: GeneratedOptions, nowMs: number): SourceCheck {
  const { seed, logsPerDay } = options;
  const linesLastHour = logsWithin(options, { fromMs: nowMs - HOUR, toMs: nowMs });
  return {
    message:
      `Generated logs: ${SERVICES.length} services, ${whole(logsPerDay)} logs a day, seed ${seed}; about ${whole(linesLastHour)} lines ` +
      'in the last hour. They have level, service, message, response time, status code and trace id.',
    details: { services: [...SERVICES], seed, logsPerDay, linesLastHour },
  };
}

async function read(options: GeneratedOptions, request: ReadRequest, context: ReadContext): Promise<ReadResult> {
  const { lineLimit } = request;
  const steps = generateSteps(options, newestPart(options, request), lineLimit);
  for (let made = 0; ;) {
    if (context.signal.aborted) {
      throw new CancelledError();
    }
    const step = steps.next();
    if (step.done) {
      const { table } = step.value;
      if (made <= lineLimit) {
        return { table, notices: [] };
      }
      const knownFromMs = table.timeMs[0];
      return { table, notices: [{ ...limitNotice(options, request), untilMs: knownFromMs }], knownFromMs };
    }
    made = step.value;
    context.onProgress?.(Math.min(made, lineLimit));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The end of the range that surely holds its newest `lineLimit` logs, so that older ones need not be made. */
function newestPart(options: GeneratedOptions, { fromMs, toMs, lineLimit }: ReadRequest): TimeRange {
  const { logsBefore } = createTraffic(options);
  const firstMinute = Math.floor(fromMs / MINUTE);
  const lastMinute = Math.floor(toMs / MINUTE);
  // A burst borrows at most MAX_BORROWED_SHARE of the logs, and the last minute need not be whole.
  const enough = logsBefore(lastMinute) - lineLimit / (1 - MAX_BORROWED_SHARE) - 1;
  let [low, high] = [firstMinute, lastMinute];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (logsBefore(middle) <= enough) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return { fromMs: Math.max(fromMs, low * MINUTE), toMs };
}

/** How many logs there are in all minutes that a range touches. */
function logsWithin(options: GeneratedOptions, { fromMs, toMs }: TimeRange): number {
  const { logsBefore } = createTraffic(options);
  return logsBefore(Math.ceil(toMs / MINUTE)) - logsBefore(Math.floor(fromMs / MINUTE));
}

function limitNotice(options: GeneratedOptions, { fromMs, toMs, lineLimit }: ReadRequest): Notice {
  const all = logsWithin(options, { fromMs, toMs });
  return {
    severity: 'warning',
    text: `Only the newest ${whole(lineLimit)} of about ${whole(all)} logs were read. Choose a shorter range, or raise the line limit in the settings of the data source.`,
  };
}
