import { DateTime } from 'luxon';
import { SettingsError } from '../../errors';
import { type TimeParts } from './calendar';

/** Where a time of the given form was found in a text. */
interface FormatMatch extends TimeParts {
  start: number;
  end: number;
}

/** Reads times of a form that is given. */
export interface TimeFormat {
  /** The time at the head of a text, within so many characters; undefined where there is none. */
  find(text: string, within: number): FormatMatch | undefined;
  /** What the form leaves of a longer time, such as the seconds: then `find` finds none. '' where it leaves nothing. */
  leftOf(text: string, within: number): string;
}

/**
 * Compiles a form of time: the tokens of Luxon (https://moment.github.io/luxon/#/parsing), such as `dd.MM.yy HH:mm:ss`.
 * To the millisecond.
 * @param zone of times that name none; default UTC
 * @throws SettingsError for a form that has no date and no time of day
 */
export function compileTimeFormat(format: string, zone = 'utc'): TimeFormat {
  const source = DateTime.fromFormatExplain('', format).regex?.source ?? '';
  const body = source.replace(/^\^|\$$/g, '');
  if (!/[yLMdHhXx]/.test(format) || body === '') {
    throw new SettingsError(
      `fields.timeFormat: ${JSON.stringify(format)} has no token of a date or a time of day. It takes those of Luxon, such as yyyy-MM-dd HH:mm:ss,SSS.`
    );
  }
  const regex = new RegExp(body, 'i');
  const parser = DateTime.buildFormatParser(format);
  const rest = restBehind(format);
  const match = (text: string, within: number): RegExpExecArray | undefined => {
    const found = regex.exec(text.slice(0, within + MAX_LENGTH));
    return found && found.index <= within ? found : undefined;
  };
  const leftBehind = (text: string, { 0: { length }, index }: RegExpExecArray): string =>
    rest?.exec(text.slice(index + length, index + length + MAX_LENGTH))?.[0] ?? '';
  return {
    leftOf(text, within) {
      const found = match(text, within);
      return found ? leftBehind(text, found) : '';
    },
    find(text, within) {
      const found = match(text, within);
      if (!found || leftBehind(text, found) !== '') {
        return undefined;
      }
      const time = DateTime.fromFormatParser(found[0], parser, { zone });
      return time.isValid
        ? { timeMs: time.toMillis(), timeNs: 0, start: found.index, end: found.index + found[0].length }
        : undefined;
    },
  };
}

/** What may stand behind a time of a form that is only the first part of it; a finer fraction is no other time. */
function restBehind(format: string): RegExp | undefined {
  const tokens = format.replace(/'[^']*'/g, '');
  if (/[SuXx]/.test(tokens)) {
    return undefined;
  }
  if (/s|tt|TT|[fF]/.test(tokens)) {
    return /^\d+/;
  }
  return /[HhtT]/.test(tokens) ? /^:?\d[\d:.,]*/ : /^(?::?\d|[T ] {0,2}\d{1,2}:\d)[\d:.,]*/;
}

/** No time is written in more characters. */
const MAX_LENGTH = 64;
