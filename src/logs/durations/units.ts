import { DAY, HOUR, MINUTE } from '../../time/units';
/** Words for units of time, lower-case: as Go, Java, Python, databases and people write them. */
const WORDS: ReadonlyArray<readonly [milliseconds: number, words: string]> = [
  [1e-6, 'ns nsec nsecs nano nanos nanosec nanosecond nanoseconds 纳秒'],
  [1e-3, 'us µs μs usec usecs µsec μsec mcs micro micros microsec microsecond microseconds 微秒'],
  [
    1,
    'ms msec msecs mili milli millis millisec millisecs millisecond milliseconds millisekunde millisekunden milliseconde ' +
      'millisecondes milisegundo milisegundos millisecondo millisecondi мс миллисекунд 毫秒 ミリ秒 밀리초',
  ],
  [
    1000,
    's sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondo secondi seg с сек ' +
      'секунд секунды 秒 초',
  ],
  [MINUTE, 'm min mins minute minutes minuten minuto minutos minuti мин минут 分 分钟 분'],
  [HOUR, 'h hr hrs hour hours stunde stunden heure heures hora horas ora ore ч час часа 小时 時間 시간'],
  [DAY, 'd day days tag tage jour jours día dias días giorno giorni день дня дней 天 日'],
];

const MS_OF = new Map(WORDS.flatMap(([ms, words]) => words.split(' ').map((word) => [word, ms] as const)));

/** Milliseconds in a unit as logs write it, in any case; undefined for what is no unit. */
export function msOfUnit(word: string): number | undefined {
  return MS_OF.get(word) ?? MS_OF.get(word.toLowerCase());
}

/** Milliseconds in a unit of the settings. */
export const MS_PER_UNIT = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000 } as const;
