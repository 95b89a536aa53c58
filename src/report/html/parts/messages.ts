import { type Analysis, type Anomaly, type CorrelatedPair, type ErrorPattern } from '../../../analysis/model/analysis';
import { noErrors } from '../../../analysis/windows/noErrors';
import { dateTime } from '../../../format/dateTime';
import { plural, some, whole } from '../../../format/format';
import { type Html, html } from '../html';
import { quoted } from './quoted';
import { type Column, longTable, section, table } from './section';

const FIRST = 10;
const SERVICES = 3;
const KINDS = 50;

/** The kinds of errors, which come together, and which kinds of messages are new or gone. */
export function messages({ patterns, services }: Analysis): Html {
  const { errors, pairs, templates, named } = patterns;
  const fresh = templates.filter(({ isNew }) => isNew).slice(0, KINDS);
  const gone = templates.filter(({ isVanished }) => isVanished).slice(0, KINDS);
  return section(
    'messages',
    'What the logs say',
    ...(errors.length === 0
      ? [html`<p>${noErrors(services)}</p>`]
      : longTable(
          'Kinds of errors, the most frequent first',
          errors.slice(0, KINDS),
          kinds('Trend', ({ trend }) => trend.toLowerCase()),
          {
            first: FIRST,
            others: 'other kinds of errors',
          }
        )),
    errors.length > KINDS ? html`<p>Left out: ${plural(errors.length - KINDS, 'rarer kind')}.</p>` : undefined,
    fresh.length > 0
      ? table(
          'Kinds of messages that are new',
          fresh,
          kinds('Since', ({ firstMs }) => dateTime(firstMs))
        )
      : undefined,
    gone.length > 0
      ? table(
          'Kinds of messages that came no more',
          gone,
          kinds('Last', ({ lastMs }) => dateTime(lastMs))
        )
      : undefined,
    pairs.length > 0
      ? table<CorrelatedPair>('Kinds of errors that come together', pairs.slice(0, FIRST), [
          { name: 'First', cell: ({ first }) => quoted(first) },
          { name: 'Then', cell: ({ second }) => quoted(second) },
          {
            name: 'After',
            kind: 'short',
            cell: ({ lagMinutes }) => (lagMinutes > 0 ? `${lagMinutes} minutes` : 'at once'),
          },
          { name: 'Correlation', kind: 'number', cell: ({ correlation }) => correlation.toFixed(2) },
        ])
      : undefined,
    named.length > 0
      ? table('Patterns of the settings', named, [
          { name: 'Pattern', cell: ({ name }) => name },
          { name: 'Logs', kind: 'number', cell: ({ count }) => whole(count) },
        ])
      : undefined
  );
}

function kinds(name: string, cell: (pattern: ErrorPattern) => string): Array<Column<ErrorPattern>> {
  return [
    { name: 'Kind', cell: ({ template }) => quoted(template) },
    { name: 'Logs', kind: 'number', cell: ({ count }) => whole(count) },
    { name: 'Services', cell: ({ services }) => some(services, SERVICES) },
    { name, kind: 'short', cell },
  ];
}

/** The most anomalous lines, with what makes them so. */
export function anomalousLines({ anomalies }: Analysis): Html | undefined {
  return anomalies.items.length === 0
    ? undefined
    : section(
        'lines',
        'The most anomalous lines',
        table<Anomaly>(
          `${Math.min(FIRST, anomalies.items.length)} of ${whole(anomalies.count)}, the most anomalous first`,
          anomalies.items.slice(0, FIRST),
          [
            { name: 'Line', cell: ({ message }) => quoted(message) },
            { name: 'Service', cell: ({ service }) => service },
            { name: 'Time', kind: 'short', cell: ({ timeMs }) => dateTime(timeMs) },
            { name: 'Level', kind: 'short', cell: ({ level }) => level },
            {
              name: 'Because',
              kind: 'reasons',
              cell: ({ type, reasons }) => [type, ...reasons.map(({ text }) => text)].join('; '),
            },
          ]
        )
      );
}

/** Who depends on whom; nothing where nothing shows it. */
export function dependencies({ dependencies }: Analysis): Html | undefined {
  return dependencies.length === 0
    ? undefined
    : section(
        'dependencies',
        'Who depends on whom',
        ...longTable(
          'Learned from traces, complaints and failures, the most certain first',
          dependencies,
          [
            { name: 'Service', cell: ({ from }) => from },
            { name: 'Depends on', cell: ({ to }) => to },
            { name: 'Because it is', cell: ({ evidence }) => evidence },
          ],
          { first: FIRST, others: 'other dependencies' }
        )
      );
}
