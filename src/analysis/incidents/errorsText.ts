import { percent, plural, whole } from '../../format/format';
import { sumsOver } from '../series/ratioSeries';
import { type ServiceSeries } from '../series/serviceSeries';
import { type Stretch } from '../windows/stretches';

/**
 * For people: "41% errors (63 of 154 logs)"; where the level of some logs is not known, that it is of the others:
 * "41% errors (63 of 154 logs whose level is known, of 200)".
 */
export function errorsText({ errors, logs }: Pick<ServiceSeries, 'errors' | 'logs'>, { from, to }: Stretch): string {
  const { part, whole: known } = sumsOver(errors, { from, to });
  const all = logs[to] - logs[from];
  const of = all > known ? `${plural(known, 'log')} whose level is known, of ${whole(all)}` : plural(known, 'log');
  return `${percent(known > 0 ? part / known : 0)} errors (${part} of ${of})`;
}
