import { type Analysis } from '../analysis/model/analysis';
import { type KnownEvent } from '../query/calendar';
import { VIEWS } from '../query/views';
import { frame, numberField, stringField, timeField } from './fields';
import { type Frame } from './frame';
import { HIDDEN } from './exploreLinks';
import { type ViewRequest } from './view';

/** What is no mark. */
const CALENDAR = 'calendar';

/**
 * A row for each time that people know is not usual, by the calendar or by a mark, of the services asked for. The columns time, timeEnd, title, text
 * and tags are those that Grafana reads annotations from, by what they are called on the screen: as annotations they
 * are bands over all panels.
 */
export function calendar({ events, mutedIncidents }: Analysis, { services }: ViewRequest): Frame[] {
  const own = events.filter(
    (event) =>
      services.length === 0 || event.services.length === 0 || event.services.some((one) => services.includes(one))
  );
  const text = (name: string, displayName: string, value: (event: KnownEvent) => string, config = {}) =>
    stringField(name, own.map(value), { displayName, ...config });
  const muted = own.map((event) => mutedIncidents.filter((one) => one.event === event).length);
  return [
    frame(VIEWS.calendar.label, 'table', [
      timeField(
        'time',
        own.map(({ fromMs }) => fromMs)
      ),
      timeField(
        'timeEnd',
        own.map(({ toMs }) => toMs)
      ),
      text('title', 'Title', ({ name }) => name),
      text('by', 'By', ({ mark }) => mark ?? CALENDAR),
      text('services', 'Services', servicesOf),
      numberField(
        'duration',
        own.map(({ fromMs, toMs }) => toMs - fromMs),
        { displayName: 'Duration', unit: 'ms' }
      ),
      text('alerts', 'Alerts', ({ isMuted }) => (isMuted ? 'muted' : 'as ever')),
      numberField('muted', muted, { displayName: 'Incidents muted', decimals: 0, min: 0 }),
      text(
        'text',
        'Text',
        (event) => `${servicesOf(event)}. Nothing is learned from it.${event.isMuted ? ' No alerts.' : ''}`,
        HIDDEN
      ),
      text('tags', 'Tags', (event) => [event.mark ?? CALENDAR, ...event.services].join(','), HIDDEN),
    ]),
  ];
}

function servicesOf({ services }: KnownEvent): string {
  return services.length === 0 ? 'all' : services.join(', ');
}
