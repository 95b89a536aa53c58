import { listed } from '../../format/format';
import { type Notice } from '../../logs/notice';
import { type ServiceSummary, type Totals } from '../model/analysis';
import { HOW_TO_MAP, isTooLittleKnown, whatIsMissing } from './known';

/** Of 20 logs without an error up to 15% may be errors all the same, at 95% (the "rule of three", 3/n). */
const FEW = 20;

/** Services that are named in one notice. */
const NAMED = 10;

/**
 * Of what too little is known for a score, as a whole and of each service, what is missing, and what to do; and how
 * little it is where there are but a few logs. None where enough is known of all.
 */
export function unknownNotices(totals: Totals, services: readonly ServiceSummary[]): Notice[] {
  const unknown = services
    .filter(({ logs, known }) => logs > 0 && isTooLittleKnown(known))
    .sort((a, b) => b.logs - a.logs);
  const isAll = totals.logs > 0 && isTooLittleKnown(totals.known);
  const few = totals.logs > 0 && totals.logs < FEW ? [fewNotice(totals.logs)] : [];
  if (unknown.length === 0 && !isAll) {
    return few;
  }
  const byText = new Map<string, string[]>();
  for (const { service, known } of unknown.slice(0, NAMED)) {
    const text = whatIsMissing(known);
    byText.set(text, [...(byText.get(text) ?? []), service || 'logs that name no service']);
  }
  const named = [...byText].map(([text, names]) => `${listed(names)} (${text})`);
  const others = unknown.length > NAMED ? [`${unknown.length - NAMED} other services`] : [];
  const whole = isAll ? [`Health as a whole is unknown: ${whatIsMissing(totals.known)}.`] : [];
  const parts = unknown.length > 0 ? [`Too little is known for the health of ${listed([...named, ...others])}.`] : [];
  const text = [...whole, ...parts, HOW_TO_MAP].join(' ');
  return [{ severity: 'warning', text }, ...few];
}

function fewNotice(logs: number): Notice {
  const subject = logs === 1 ? 'one log alone' : `${logs} logs alone`;
  return { severity: 'info', text: `All of this rests on ${subject}: so few say little of how often something fails.` };
}
