const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(packed);
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(packed);

function packed(name: string): number {
  return (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2);
}

function packedAt(text: string, at: number): number {
  return ((text.charCodeAt(at) | 32) << 16) | ((text.charCodeAt(at + 1) | 32) << 8) | text.charCodeAt(at + 2) | 32;
}

/** The month of three English letters, 0 for none: without a text being made, for these are in most lines. */
export function englishMonth(text: string, at: number): number {
  return MONTHS.indexOf(packedAt(text, at)) + 1;
}

/** Whether a word begins as an English day of the week does. */
export function isEnglishDay(text: string, at: number): boolean {
  return DAYS.includes(packedAt(text, at));
}

/** Whether a word begins as an English month or day does. */
export function isEnglishName(text: string, at: number): boolean {
  const start = packedAt(text, at);
  return MONTHS.includes(start) || DAYS.includes(start);
}
