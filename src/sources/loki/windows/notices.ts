import { type Notice } from '../../source';
import { type Windows } from './countWindows';
import { type RangeResponses } from '../../windows/responseTimes';
import { type Sampled } from '../../windows/sample';
import { type AllColumns } from '../../windows/serviceColumns';

interface WindowNoticeInput {
  readonly columns: AllColumns;
  readonly windows: Windows;
  readonly sampled: Sampled;
  readonly responses: RangeResponses | undefined;
  readonly requests: number;
}

/** What was counted, what estimated, and what may be wrong. */
export function windowNotices({ columns, windows, sampled, responses, requests }: WindowNoticeInput): Notice[] {
  const { sample, checked, misread } = sampled;
  const logs = columns.services.reduce(
    (sum, service) => sum + columns.of(service).byLevel.reduce((all, level) => all + sumOf(level), 0),
    0
  );
  const complaints = sample.hasAllComplaints
    ? 'All lines that complain (WARNING or worse, status 400 and above) were read'
    : 'Errors and warnings were sampled too, so the counts of their kinds are estimates';
  const percentile = responses?.isExact ? 'P50, P99 and the maximum' : 'Percentiles and the maximum';
  const notices: Notice[] = [
    {
      severity: 'info',
      text:
        `Windows mode: Loki counted ${count(logs)} lines in ${count(requests)} queries; ${count(sample.table.length)} lines were read as a sample. ` +
        `${complaints}; kinds of other lines are estimated from the sample, anomalies are windows of a service. ` +
        (responses ? `${percentile} of the response times over the whole range are told to two digits.` : ''),
    },
  ];
  if (misread > 0) {
    notices.push({
      severity: 'warning',
      text:
        `${count(misread)} of ${count(checked)} sampled lines are counted with another service, level, status or response time than reading them tells, ` +
        "as Loki's queries don't see what their text says. Name the fields in the data source's settings, or choose the mode \"entries\".",
    });
  }
  if (windows.unsure > 0) {
    notices.push({
      severity: 'warning',
      text: `Up to ${count(windows.unsure)} lines at the very border of two windows may be counted in the one before.`,
    });
  }
  return notices;
}

function sumOf(column: Uint32Array): number {
  return column.reduce((sum, value) => sum + value, 0);
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
