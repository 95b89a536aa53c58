import { parseFormula } from '../formula';
import {
  type ChoiceSetting,
  type FormulaSetting,
  type NumberSetting,
  type PatternSetting,
  type Setting,
  type TextSetting,
} from './entry';
import { didYouMean, show } from './words';
import { exact } from '../../format/format';
import { isObject } from '../../objects';
import { readMoment } from '../../time/moment';

/** The most characters of a text where its setting says nothing else, and of the JSON of an object. */
export const MAX_LENGTH: Readonly<Record<Exclude<Setting['kind'], 'number' | 'integer' | 'flag' | 'choice'>, number>> =
  {
    text: 1000,
    field: 200,
    timeFormat: 100,
    timeZone: 100,
    moment: 100,
    pattern: 1000,
    formula: 1000,
    object: 20_000,
  };

/** What a value must be, to be read behind "must be": "a whole number between 1 and 1,000". */
export function expectation(setting: Setting): string {
  switch (setting.kind) {
    case 'number':
    case 'integer':
      return numberExpectation(setting);
    case 'text':
      return `a text of at most ${exact(maxLengthOf(setting))} characters`;
    case 'field':
      return `the name of a field, at most ${exact(maxLengthOf(setting))} characters`;
    case 'timeFormat':
      return 'a form of dates or times of day in tokens of Luxon, such as yyyy-MM-dd HH:mm:ss,SSS';
    case 'timeZone':
      return 'an IANA time zone such as Europe/Berlin';
    case 'moment':
      return 'a date such as 2026-12-24, or one with a time of day, 2026-12-24 22:00';
    case 'flag':
      return 'true or false';
    case 'choice':
      return `one of ${Object.keys(setting.options).join(', ')}`;
    case 'pattern':
      return `a regular expression in RE2 syntax, at most ${exact(MAX_LENGTH.pattern)} characters`;
    case 'formula':
      return `arithmetic over ${setting.variables.join(', ')}, at most ${exact(MAX_LENGTH.formula)} characters`;
    case 'object':
      return `a JSON object of at most ${exact(MAX_LENGTH.object)} characters`;
  }
}

/**
 * A value as it is meant: forms and provisioning leave null and empty texts behind where nothing is set, and variables
 * of the environment come as texts.
 * @returns undefined where it is left out
 */
export function readValue({ kind }: Setting, value: unknown): unknown {
  if (value === null || value === '') {
    return undefined;
  }
  switch (kind) {
    case 'number':
    case 'integer':
      return asNumber(value);
    case 'flag':
      return value === 'true' ? true : value === 'false' ? false : value;
    default:
      return value;
  }
}

/**
 * What is wrong with a value that readValue gave: "must be ...; it is ...". Takes time in proportion to the value's
 * length: whether a pattern compiles is patternProblems' to say.
 */
export function problemOf(setting: Setting, value: unknown): string | undefined {
  if (!fits(setting, value)) {
    return `must be ${expectation(setting)}; it is ${show(value)}${suggestion(setting, value)}`;
  }
  return setting.kind === 'formula' ? formulaProblem(setting, String(value)) : undefined;
}

function fits(setting: Setting, value: unknown): boolean {
  switch (setting.kind) {
    case 'number':
    case 'integer':
      return (setting.auto === true && value === 'auto') || (typeof value === 'number' && inside(setting, value));
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(setting.options, value);
    case 'object':
      return isObject(value) && JSON.stringify(value).length <= MAX_LENGTH.object;
    case 'timeFormat':
      return isShort(setting, value) && /[yLMdHhXx]/.test(value);
    case 'timeZone':
      return isShort(setting, value) && isTimeZone(value);
    case 'moment':
      return isShort(setting, value) && readMoment(value) !== undefined;
    default:
      return isShort(setting, value);
  }
}

function inside(
  { kind, min = -Infinity, moreThan = -Infinity, max, wholeFrom = Infinity }: NumberSetting,
  value: number
) {
  const mustBeWhole = kind === 'integer' || value >= wholeFrom;
  return value >= min && value > moreThan && value <= max && (!mustBeWhole || Number.isInteger(value));
}

function isShort(setting: TextSetting | PatternSetting | FormulaSetting, value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxLengthOf(setting);
}

function maxLengthOf(setting: TextSetting | PatternSetting | FormulaSetting): number {
  return ('maxLength' in setting ? setting.maxLength : undefined) ?? MAX_LENGTH[setting.kind];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function formulaProblem({ variables }: FormulaSetting, text: string): string | undefined {
  try {
    parseFormula(text, variables);
    return undefined;
  } catch (error) {
    return `must be a formula; ${show(text)} is not: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function numberExpectation({ kind, min, moreThan, max, wholeFrom, auto }: NumberSetting): string {
  const number = kind === 'integer' ? 'a whole number' : 'a number';
  const range =
    moreThan === undefined
      ? `between ${exact(min ?? -Infinity)} and ${exact(max)}`
      : `more than ${exact(moreThan)} and at most ${exact(max)}`;
  const whole = wholeFrom === undefined ? '' : `, whole from ${exact(wholeFrom)} on`;
  return `${number} ${range}${whole}${auto ? ', or "auto"' : ''}`;
}

function suggestion(setting: Setting, value: unknown): string {
  const options = (setting as Partial<ChoiceSetting>).options;
  return options && typeof value === 'string' ? didYouMean(value, Object.keys(options)) : '';
}

function asNumber(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  const text = value.trim();
  const number = text === '' ? NaN : Number(text);
  return text === '' ? undefined : Number.isFinite(number) ? number : value;
}
