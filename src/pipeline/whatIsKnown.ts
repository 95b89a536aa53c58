import { type TimeRange } from '../analysis/windows/grid';
import { SeismologError } from '../errors';
import { whole } from '../format/format';
import { type Notice } from '../logs/notice';
import { eventsReachingInto, type KnownEvent, knownOf } from '../query/calendar';
import { type ResolvedSettings } from '../query/resolved';
import { MOST_MARKS, readMarks } from '../sources/marks/readMarks';
import { sayerOf } from '../sources/saysNoSecrets';

/** What people marked, and what there is to say of it. */
export interface Marks {
  readonly events: readonly KnownEvent[];
  readonly notices: readonly Notice[];
}

export const NO_MARKS: Marks = { events: [], notices: [] };

/** What people marked in a span. That it cannot be read keeps nobody from an analysis: a notice says so. */
export async function marksIn(
  { marks }: Pick<ResolvedSettings, 'marks'>,
  span: TimeRange,
  signal: AbortSignal
): Promise<Marks> {
  if (!marks) {
    return NO_MARKS;
  }
  try {
    const events = await readMarks(marks, span, signal);
    const text = `There are more than ${whole(MOST_MARKS)} marks in the learning period: the newest were read.`;
    return { events, notices: events.length < MOST_MARKS ? [] : [{ severity: 'warning', text }] };
  } catch (error) {
    if (!(error instanceof SeismologError)) {
      throw error;
    }
    const text = `The marks in Grafana could not be read, so nothing is known of them. ${sayerOf(marks)(error.message)}`;
    return { events: [], notices: [{ severity: 'warning', text }] };
  }
}

/** What an analysis of a span is to know of it: by the settings, and what was marked. */
export function whatIsKnown(settings: Parameters<typeof knownOf>[0], span: TimeRange, { events: marked }: Marks) {
  const { timeZone, events } = knownOf(settings, span);
  return { timeZone, events: [...events, ...eventsReachingInto(marked, span)].sort((a, b) => a.fromMs - b.fromMs) };
}
