import { COLON, EQUALS, OPEN } from './characters';
import { LOCALIZED_NAMES } from './names';
import { SEEN_OTHER_LETTERS, SIGNS, STARTS_WITH_BRACKET, STARTS_WITH_DIGIT, STARTS_WITH_EQUALS } from './producerSigns';

/** A name with other letters before a colon, the time and a few words before it, in brackets, or as the first word. */
const WORD = String.raw`((?=[!-9;-Z\\^-~]{0,20}[^\x00-\x7f])[^\s:[\]<>|]{2,21})`;
const LOCALIZED = new RegExp(
  [
    String.raw`(?:^|[\s\]])${WORD}\s?:`,
    String.raw`[[<|] ?${WORD} ?[\]>|]`,
    String.raw`^[\d\s:.,/\-\[\]年月日時时分秒]{0,40}\s${WORD}\s`,
  ].join('|')
);

/**
 * The level that a text says in the way of its producer; undefined for none.
 * @param seen what is in its head.
 */
export function producerLevel(text: string, seen: number): number | undefined {
  const has = seen | startOf(text.charCodeAt(0));
  for (const { needs, pattern, level } of has === 0 ? [] : SIGNS) {
    const sign = (has & needs) !== 0 ? pattern.exec(text) : null;
    if (sign) {
      return level(sign.at(1) ?? '');
    }
  }
  const found = (seen & SEEN_OTHER_LETTERS) === 0 ? null : LOCALIZED.exec(text);
  const name = found?.slice(1).find((group) => group !== undefined);
  return name === undefined ? undefined : LOCALIZED_NAMES.get(name.toLowerCase());
}

function startOf(first: number): number {
  if (first === COLON || (first >= 48 && first <= 57)) {
    return STARTS_WITH_DIGIT;
  }
  if (first === EQUALS) {
    return STARTS_WITH_EQUALS;
  }
  return first === OPEN || first === 40 /* ( */ ? STARTS_WITH_BRACKET : 0;
}
