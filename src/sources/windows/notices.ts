import { type FieldMapping } from '../../query/settings';
import { type Notice } from '../../logs/notice';
import { type Sampled } from './sample';
import { type AllColumns } from './serviceColumns';
import { whole } from '../../format/format';

/** What differs between stores. */
export interface WindowWords {
  /** As it is called to the user. */
  readonly store: string;
  /** What of the response times is estimated, a sentence; '' where there are none. */
  readonly responseTimes: string;
  readonly mapping: FieldMapping;
  /** What a user can do so that counting sees what reading sees. */
  readonly remedy: string;
}

interface WindowNoticeInput extends WindowWords {
  readonly columns: AllColumns;
  readonly sampled: Sampled;
  readonly requests: number;
}

/** What needs every line, one by one. */
const NOT_FOUND =
  'Not found in this mode, as it needs every line: broken steps between lines, missing lines, and slow traces.';

/** What was counted, what estimated, what is not known, and what may be wrong. */
export function windowNotices(input: WindowNoticeInput): Notice[] {
  const { store, columns, sampled, responseTimes, requests } = input;
  const { sample } = sampled;
  const complaints = sample.hasAllComplaints
    ? 'All lines that complain (WARNING or worse, status 400 and above) were read'
    : 'Errors and warnings were sampled too, so the counts of their kinds are estimates';
  const text = [
    `Windows mode: ${store} counted ${whole(columns.logs())} lines in ${whole(requests)} queries; ${whole(sample.table.length)} lines were read as a sample.`,
    `${complaints}; kinds of other lines are estimated from the sample, anomalies are windows of a service.`,
    responseTimes,
    NOT_FOUND,
  ];
  return [{ severity: 'info', text: text.filter(Boolean).join(' ') }, ...misreadNotices(input)];
}

function misreadNotices({ sampled: { checked, misread }, store, mapping, remedy }: WindowNoticeInput): Notice[] {
  if (misread === 0) {
    return [];
  }
  const pattern = mapping.pattern
    ? ' The pattern for text lines of the settings is not applied by counting: it only reads the lines of the sample.'
    : '';
  return [
    {
      severity: 'warning',
      text:
        `${whole(misread)} of ${whole(checked)} sampled lines are counted with another service, level, status or response time than reading them gives, ` +
        `as ${store}'s queries don't see what their text says.${pattern} ${remedy}`,
    },
  ];
}
