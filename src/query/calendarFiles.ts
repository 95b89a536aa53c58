import { ALERTS, servicesOf } from './calendar';
import { type Problem, problemOn } from './table/problems';
import { type List, type Values } from './table/entry';

/** Calendars that others keep, as iCalendar: of holidays, of maintenance. */
export const CALENDAR_FILES = {
  kind: 'list',
  maxItems: 10,
  default: [],
  label: 'Calendars to read',
  description:
    'iCalendar, by its address or as text: its events are as those of the calendar above. Whoever may see the settings of the data source sees both.',
  of: {
    kind: 'group',
    label: 'Calendar to read',
    settings: {
      url: {
        kind: 'text',
        maxLength: 2000,
        label: 'Address',
        placeholder: 'https://calendar.example.com/holidays.ics',
        description: 'Read without a login, every 15 minutes.',
      },
      text: {
        kind: 'text',
        maxLength: 200_000,
        lines: 2,
        label: 'Or its text',
        placeholder: 'BEGIN:VCALENDAR ...',
        description: 'What an .ics file holds.',
      },
      services: {
        kind: 'text',
        label: 'Services of it',
        placeholder: 'all services',
        description: 'Separated by commas. Empty: all. An event with a category service:NAME is of these alone.',
      },
      alerts: { kind: 'choice', options: ALERTS, label: 'Alerts meanwhile', placeholder: 'alerts as ever' },
    },
  },
} as const satisfies List;

type CalendarFile = Values<typeof CALENDAR_FILES.of.settings>;

/** A calendar that is read: by its address, or as text. */
export interface CalendarToRead {
  /** How messages call it. */
  readonly name: string;
  readonly from: { readonly url: string } | { readonly text: string };
  /** Empty: all. */
  readonly services: readonly string[];
  readonly isMuted: boolean;
}

/** The calendars that settings name, which have no calendarFileProblems. */
export function calendarsToRead(files: readonly CalendarFile[]): CalendarToRead[] {
  return files.map(({ url = '', text = '', services, alerts }, index) => ({
    // Its path may be a secret of those who share it.
    name: url.trim() === '' ? `Calendar ${index + 1}` : `Calendar ${index + 1} (${new URL(httpOf(url)).host})`,
    from: url.trim() === '' ? { text } : { url: httpOf(url) },
    services: servicesOf(services),
    isMuted: alerts === 'muted',
  }));
}

/**
 * What is wrong with calendars that are to be read.
 * @param addressProblem what is wrong with an address
 */
export function calendarFileProblems(
  files: readonly CalendarFile[] = [],
  addressProblem: (url: string) => string | undefined
): Problem[] {
  return files.flatMap(({ url = '', text = '' }, index) => {
    const [hasUrl, hasText] = [url.trim() !== '', text.trim() !== ''];
    const message =
      hasUrl === hasText
        ? `must be given, or the text of the calendar: one of the two`
        : hasUrl
          ? addressProblem(httpOf(url))
          : undefined;
    return message === undefined
      ? []
      : [problemOn({ calendars: CALENDAR_FILES }, ['calendars', index, 'url'], message)];
  });
}

/** Calendars are often shared as webcal://, which is HTTP by another name. */
function httpOf(url: string): string {
  return url.trim().replace(/^webcals?:\/\//i, 'https://');
}
