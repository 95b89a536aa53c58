import { type TimeUnit } from '../../query/settings';
import { INFO } from '../level';
import { type ScaleName } from '../levels/scales';
import { simplified } from './simplified';

/** A logger or server whose fields mean something of their own, recognised by the names of the others. */
export interface Producer {
  readonly name: string;
  /** Names that show it: all of one of these lists. Simplified, unless they begin with @. */
  readonly signs: ReadonlyArray<readonly string[]>;
  /** The unit of bare numbers in its response times. */
  readonly unit?: TimeUnit;
  /** That unit is only of numbers with decimals. */
  readonly onlyDecimals?: true;
  /** The scale of a numeric level. */
  readonly scale?: ScaleName;
  /** The level of its logs that name none. */
  readonly level?: number;
}

/** The more special ones first. */
export const PRODUCERS: readonly Producer[] = [
  { name: 'Traefik', signs: [['downstreamstatus'], ['originduration']], unit: 'ns' },
  { name: 'Caddy', signs: [['respheaders'], ['bytesread']], unit: 's' },
  { name: 'Echo', signs: [['latencyhuman']], unit: 'ns' },
  { name: 'CloudFront', signs: [['xedgelocation'], ['xedgeresulttype']], unit: 's' },
  { name: 'FortiGate', signs: [['devname', 'logid']], unit: 's' },
  { name: 'IIS', signs: [['scwin32status'], ['ssitename'], ['scsubstatus']], unit: 'ms' },
  { name: 'Azure Application Gateway', signs: [['serverrouted'], ['wafmode']], unit: 's' },
  { name: 'Sidekiq', signs: [['jid', 'elapsed']], unit: 's' },
  {
    name: 'Serilog, compact',
    signs: [
      ['@t', '@mt'],
      ['@t', '@m'],
    ],
    level: INFO,
  },
  { name: 'Nextcloud', signs: [['reqid', 'remoteaddr', 'useragent']], scale: 'applicationInsights' },
  { name: 'zap', signs: [['caller', 'ts']], unit: 's', onlyDecimals: true },
  {
    name: 'Windows events',
    signs: [
      ['eventrecordid'],
      ['recordid', 'providername'],
      ['eventid', 'channel'],
      ['eventid', 'providername'],
      ['eventid', 'systemtime'],
      ['timecreated', 'providername'],
    ],
    scale: 'windows',
  },
];

const BITS = new Map([...new Set(PRODUCERS.flatMap(({ signs }) => signs.flat()))].map((name, bit) => [name, 1 << bit]));

const MASKS = PRODUCERS.map((producer) => ({
  producer,
  masks: producer.signs.map((names) => names.reduce((mask, name) => mask | (BITS.get(name) ?? 0), 0)),
}));

/** The bit of a field's name that is a sign of a producer; 0 for any other. */
export function signOf(path: readonly string[]): number {
  const name = path[path.length - 1] ?? '';
  return BITS.get(name.startsWith('@') ? name : simplified(name)) ?? 0;
}

/** The producer recognised by the signs of all of a log's fields. */
export function producerOf(signs: number): Producer | undefined {
  if (signs === 0) {
    return undefined;
  }
  return MASKS.find(({ masks }) => masks.some((mask) => (signs & mask) === mask))?.producer;
}

/** How many signs there are: each is a bit of a number. */
export const SIGN_COUNT = BITS.size;
