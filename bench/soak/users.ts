import { type Plugin, type QueryOptions } from '../../src/backend/testing/pluginProcess';
import { HOSTILE_QUERIES } from '../../src/backend/testing/hostileQueries';
import { PANELS } from '../panelViews';
import { type Outcomes } from './outcomes';
import { DAY, MINUTE } from '../../src/time/units';

const RULES = [
  { queryType: 'healthScore', minutes: 10 },
  { queryType: 'serviceHealth', minutes: 30 },
  { queryType: 'expectedBand', minutes: 60 },
  { queryType: 'errorsByService', minutes: 360 },
];

/** Who uses a Grafana: each does something now and then, by seconds from one time to the next. */
export interface User {
  everySeconds: number;
  act: () => Promise<void>;
}

/** @param storeUrl of a Loki that is there mostly @param random below 1 */
export function createUsers(plugin: Plugin, outcomes: Outcomes, storeUrl: string, random: () => number): User[] {
  let version = 1;
  const settingsOf = (org: number): QueryOptions[] => [
    {
      org,
      uid: 'loki',
      url: storeUrl,
      jsonData: { source: 'loki', defaultExpr: '{job="x"}', lineLimit: 100_000 + version },
    },
    { org, uid: 'generated', jsonData: { generated: { seed: org, logsPerDay: 14_400 + version } } },
  ];
  const anyOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  const source = () => anyOf(settingsOf(1 + Math.floor(random() * 2)));
  const now = () => Math.floor(Date.now() / 5000) * 5000;

  const ask = (query: object, options: QueryOptions) => plugin.startQuery([{ refId: 'A', ...query }], options);
  const note = (answer: ReturnType<typeof ask>['answer']) =>
    outcomes.note(
      answer.then(({ responses }) =>
        Object.values(responses).map(({ status }) => `${status === 200 ? '' : 'error '}${status}`)
      )
    );

  return [
    {
      everySeconds: 10,
      /** A dashboard of a day; every tenth is left before it is answered. */
      async act() {
        const range = { fromMs: now() - DAY, toMs: now() };
        const options = source();
        const asked = PANELS.map((queryType) => ask({ queryType }, { ...options, ...range }));
        if (random() < 0.1) {
          setTimeout(() => asked.forEach(({ cancel }) => cancel()), 200 * random());
        }
        await Promise.all(asked.map(({ answer }) => note(answer)));
      },
    },
    {
      everySeconds: 5,
      async act() {
        const headers = { FromAlert: 'true' };
        await Promise.all(
          settingsOf(1).flatMap((options) =>
            RULES.map(({ queryType, minutes }) =>
              note(ask({ queryType }, { ...options, headers, fromMs: now() - minutes * MINUTE, toMs: now() }).answer)
            )
          )
        );
      },
    },
    {
      everySeconds: 20,
      /** A live panel, for a while. */
      async act() {
        const request = {
          ...plugin.context(source().jsonData, source()),
          path: 'anomalies/1',
          data: Buffer.from('{}'),
        };
        await outcomes.note(
          plugin
            .listen('pluginv2.Stream/RunStream', request, 15_000 * random())
            .then((packets) => [`${packets > 0 ? 'stream' : 'empty stream'}`])
        );
      },
    },
    {
      everySeconds: 15,
      async act() {
        const options = source();
        const check = plugin.call('pluginv2.Diagnostics/CheckHealth', plugin.context(options.jsonData, options));
        await outcomes.note(check.then(({ status }) => [`test ${String(status)}`]));
        const urls = ['fields', 'views', `services?from=${now() - 60 * MINUTE}&to=${now()}`];
        await Promise.all(
          urls.map((url) => outcomes.note(plugin.resource(url, options).then(({ code }) => [`resource ${code}`])))
        );
      },
    },
    {
      everySeconds: 45,
      /** Somebody saves the settings. */
      async act() {
        version++;
      },
    },
    {
      everySeconds: 30,
      async act() {
        await note(ask(anyOf(Object.values(HOSTILE_QUERIES)), { ...source(), uid: 'hostile' }).answer);
      },
    },
    {
      everySeconds: 120,
      /** More than can be computed. */
      async act() {
        const jsonData = { lineLimit: 10_000_000, generated: { logsPerDay: 5_000_000 } };
        await note(
          ask({ queryType: 'healthScore' }, { jsonData, uid: 'hostile', fromMs: now() - DAY, toMs: now() }).answer
        );
      },
    },
  ];
}
