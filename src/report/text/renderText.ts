import { type Analysis } from '../../analysis/model/analysis';
import { printable } from '../printable';
import { sections } from './sections';
import { wrap } from './wrap';

const WIDTH = 80;

/**
 * The report as text, for terminals and mail: every section under its heading. Times are UTC. Nothing that a log says
 * acts on a terminal, or begins a line.
 */
export function renderText(analysis: Analysis): string {
  const title = ['='.repeat(WIDTH), 'SEISMOLOG: LOG ANALYTICS & ANOMALY DETECTION REPORT', '='.repeat(WIDTH)];
  const body = sections(analysis).flatMap(({ title, lines }) => [
    '',
    title,
    '-'.repeat(WIDTH),
    ...lines.flatMap((line) => wrap(printable(line))),
  ]);
  return [...title, ...body, '', '='.repeat(WIDTH), ''].join('\n');
}
