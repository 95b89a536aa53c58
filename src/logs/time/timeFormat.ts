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
  return {
    find(text, within) {
      const found = regex.exec(text.slice(0, within + MAX_LENGTH));
      if (!found || found.index > within) {
        return undefined;
      }
      const time = DateTime.fromFormatParser(found[0], parser, { zone });
      return time.isValid
        ? { timeMs: time.toMillis(), timeNs: 0, start: found.index, end: found.index + found[0].length }
        : undefined;
    },
  };
}

/** No time is written in more characters. */
const MAX_LENGTH = 64;
