import fc from 'fast-check';
import { JsonBoundsError, parseJson } from '../../src/boundedJson';
import { parseCalendar } from '../../src/sources/calendars/parseCalendar';
import { redact } from '../../src/sources/http/redact';
import { DAY } from '../../src/time/units';
import { check } from './checks';
import { target, type Target } from './target';
import { anyWord } from './texts';

const FROM = Date.UTC(2026, 2, 1);

const anyJson = fc.oneof(
  { weight: 2, arbitrary: fc.json({ maxDepth: 8 }) },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ...['[', ']', '{', '}', ',', ':', '"', '\\\\', '\\"', ' ', '1', '"999":', '"a":', 'null', '\\u0022']
          ),
          fc
            .tuple(fc.constantFrom('[', '{"a":', '{"9":0},', ' ', '\\\\', '0,'), fc.integer({ min: 1, max: 1200 }))
            .map(([piece, times]) => piece.repeat(times))
        ),
        { maxLength: 12 }
      )
      .map((pieces) => pieces.join('')),
  }
);

const json = target({
  name: 'JSON of strangers',
  atOnce: 2000,
  inputs: anyJson,
  run(text) {
    const ours = outcomeOf(() => parseJson(text));
    const usual = outcomeOf(() => JSON.parse(text));
    check(
      ours === usual || ours === JsonBoundsError.name,
      `parsed to ${ours.slice(0, 80)}, and not to ${usual.slice(0, 80)}`
    );
    check(ours !== JsonBoundsError.name || text.length > 1000, 'a short text is beyond a bound');
  },
});

const secrets = target({
  name: 'secrets that come back',
  atOnce: 500,
  inputs: fc.record({
    secret: fc.string({ minLength: 4, maxLength: 60 }),
    words: fc.array(anyWord, { maxLength: 8 }),
    at: fc.nat(8),
  }),
  run({ secret, words, at }) {
    const text = [...words.slice(0, at), secret, ...words.slice(at)].join(' ');
    const shown = redact(text, [secret]);
    check(secret.includes('*') || !shown.includes(secret), 'the secret is shown');
    check(typeof shown === 'string' && shown.length <= 3 * 20_000, `${shown.length} characters are shown`);
  },
});

const CALENDAR = [
  ...[
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'END:VEVENT',
    'END:VCALENDAR',
    'BEGIN:VTIMEZONE',
    'END:VTIMEZONE',
    'SUMMARY:a',
  ],
  ...['DTSTART:20260301T100000Z', 'DTSTART;VALUE=DATE:20260301', 'DTSTART;TZID=Europe/Berlin:20260301T100000'],
  ...['DTEND:20260301T110000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY', 'RRULE:FREQ=SECONDLY;COUNT=1000000000'],
  ...[
    'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=99991231',
    'EXDATE:20260302T100000Z',
  ],
];

const calendars = target({
  name: 'calendars',
  atOnce: 200,
  inputs: fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...CALENDAR) }, { weight: 1, arbitrary: anyWord }), {
      maxLength: 20,
    })
    .map((lines) => ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\r\n')),
  run(text) {
    const { eventsIn } = parseCalendar(text, 'Europe/Berlin');
    for (const { fromMs, toMs } of eventsIn({ fromMs: FROM, toMs: FROM + 30 * DAY })) {
      check(Number.isFinite(fromMs) && Number.isFinite(toMs), `an event is from ${fromMs} to ${toMs}`);
    }
  },
});

/** What a text becomes, or the name of its error. */
function outcomeOf(parse: () => unknown): string {
  try {
    return JSON.stringify(parse());
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

export const STRANGERS: readonly Target[] = [json, secrets, calendars];
