import { whyUnknown } from '../analysis/health/known';
import { type Totals } from '../analysis/model/analysis';

/** Why it cannot be said that there are no incidents; undefined where it can. */
export function whyUnseen({ logs, known }: Pick<Totals, 'logs' | 'known'>): string | undefined {
  if (logs === 0) {
    return 'Without logs no incident can be seen.';
  }
  const why = whyUnknown(known);
  return why && `Whether there are incidents is unknown. ${why}`;
}
