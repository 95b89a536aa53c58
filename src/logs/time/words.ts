/**
 * Languages whose names of months are known, the more usual first: where two have the same name for different months,
 * the first counts.
 */
const LANGUAGES = 'de fr es it pt nl pl ru cs tr sv da nb fi hu ro el uk hr sk bg'.split(' ');

const ENGLISH_MONTHS = 'january february march april may june july august september october november december'.split(
  ' '
);
const ENGLISH_DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** Names of months and of days of the week: the month (1 to 12), or 0 for what is none. */
export interface Words {
  month(word: string): number;
  isDay(word: string): boolean;
}

/** English, short and whole: what nearly all logs have. */
export const ENGLISH: Words = wordsOf([]);

let all: Words | undefined;

/** All languages that are known; made when they are asked for. */
export function anyLanguage(): Words {
  all ??= wordsOf(LANGUAGES);
  return all;
}

function wordsOf(languages: readonly string[]): Words {
  const months = new Map<string, number>();
  const days = new Set<string>();
  ENGLISH_MONTHS.forEach((name, index) => months.set(name, index + 1).set(name.slice(0, 3), index + 1));
  ENGLISH_DAYS.forEach((name) => days.add(name).add(name.slice(0, 3)));
  for (const language of languages) {
    for (const style of ['short', 'long'] as const) {
      // Many languages decline a month's name behind a day: both forms are asked for.
      const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
      const withDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' });
      const weekday = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        for (const part of [
          ...alone.formatToParts(Date.UTC(2024, month, 1)),
          ...withDay.formatToParts(Date.UTC(2024, month, 1)),
        ]) {
          const name = plain(part.value);
          if (part.type === 'month' && /^\p{L}{2,}$/u.test(name) && !months.has(name)) {
            months.set(name, month + 1);
          }
        }
      }
      for (let day = 1; day <= 7; day++) {
        days.add(plain(weekday.format(Date.UTC(2024, 0, day))));
      }
    }
  }
  return {
    month: (word) => months.get(plain(word)) ?? 0,
    isDay: (word) => days.has(plain(word)),
  };
}

/** As names are compared: in small letters, without the stop of an abbreviation. */
function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
