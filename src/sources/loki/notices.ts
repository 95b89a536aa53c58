import { type Notice } from '../../logs/notice';
import { whole } from '../../format/format';

/** Says that lines may be missing because Loki gives no second page of one nanosecond. */
export function overflowNotice(nanoseconds: readonly string[], maxLimit: number): Notice {
  const where =
    nanoseconds.length === 1
      ? `Nanosecond ${nanoseconds[0]} holds`
      : `${whole(nanoseconds.length)} nanoseconds each hold`;
  return {
    severity: 'warning',
    text:
      `${where} ${whole(maxLimit)} lines or more, and Loki gives no more of a nanosecond. ` +
      "To be sure of the rest narrow the selector, or raise Loki's max_entries_limit_per_query.",
  };
}

/** Passes on what Loki says of its own answer: that it is partial, for one. */
export function warningNotice(warning: string): Notice {
  return { severity: 'warning', text: `Loki warns: ${warning}` };
}
