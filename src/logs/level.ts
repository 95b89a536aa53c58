/**
 * Levels in order of severity; a level's code is its index. A log whose level is not known comes before all others, as
 * 0 is the unspecified severity in OpenTelemetry: no comparison takes it for severe.
 */
export const LEVELS = ['UNKNOWN', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;

export type Level = (typeof LEVELS)[number];

export const UNKNOWN = 0;
export const DEBUG = 1;
export const INFO = 2;
export const WARNING = 3;
export const ERROR = 4;
export const CRITICAL = 5;

/** What loggers call their levels: of syslog, log4j, zap, pino, Serilog, .NET, java.util.logging, glog, logcat. */
const NAMES: ReadonlyArray<readonly [level: number, names: string]> = [
  [DEBUG, 'debug dbg dbug trace trce trc verbose vrb vrbs silly fine finer finest d t v'],
  [INFO, 'info inf information informational notice log default http success ok config i n'],
  [WARNING, 'warn warning wrn w'],
  [ERROR, 'error err eror severe fail failed failure e'],
  [CRITICAL, 'critical crit fatal ftl fatl alert emerg emergency panic dpanic crt f c'],
];

const LEVEL_OF = new Map(NAMES.flatMap(([level, names]) => names.split(' ').map((name) => [name, level] as const)));

/**
 * The code of a level as loggers write it, in any case: a word, or a number of pino and bunyan (10 to 60) or of syslog
 * (0 to 7).
 * @returns undefined for what is no level.
 */
export function parseLevel(text: string): number | undefined {
  const known = LEVEL_OF.get(text);
  if (known !== undefined) {
    return known;
  }
  const name = text.trim().toLowerCase();
  return LEVEL_OF.get(name) ?? (/^\d{1,2}$/.test(name) ? levelOfNumber(Number(name)) : undefined);
}

/** The code of a numeric level: pino and bunyan count up from 10 to 60, syslog and GELF down from 7 to 0. */
export function levelOfNumber(value: number): number | undefined {
  if (!(value >= 0 && value <= 60)) {
    return undefined;
  }
  if (value >= 10) {
    return value < 30 ? DEBUG : value < 40 ? INFO : value < 50 ? WARNING : value < 60 ? ERROR : CRITICAL;
  }
  return value <= 7 ? levelOfSyslog(value) : undefined;
}

/** The code of a syslog severity (RFC 5424): 0 emergency to 7 debug. */
export function levelOfSyslog(severity: number): number {
  return severity <= 2 ? CRITICAL : severity === 3 ? ERROR : severity === 4 ? WARNING : severity <= 6 ? INFO : DEBUG;
}

/** The code of an OpenTelemetry severity number: 1 to 24, four to a level. */
export function levelOfOpenTelemetry(severity: number): number | undefined {
  if (!(severity >= 1 && severity <= 24)) {
    return undefined;
  }
  return severity <= 8 ? DEBUG : severity <= 12 ? INFO : severity <= 16 ? WARNING : severity <= 20 ? ERROR : CRITICAL;
}

/**
 * The level that an HTTP status stands for, where a log names none: 500 and above ERROR, the 400s WARNING, others INFO;
 * 0, no status: UNKNOWN.
 */
export function levelOfStatus(status: number): number {
  if (status >= 400) {
    return status >= 500 ? ERROR : WARNING;
  }
  return status > 0 ? INFO : UNKNOWN;
}
