import { DAY, HOUR, MINUTE, SECOND } from '../time/units';
import { tenths, whole } from './format';

const UNITS = [
  { name: 'day', size: DAY },
  { name: 'hour', size: HOUR },
  { name: 'minute', size: MINUTE },
  { name: 'second', size: SECOND },
] as const;

/**
 * A length of time in words: "7 days", "1 hour", "90 minutes", "3.5 hours". The largest unit of which it has one
 * exactly, or two and more; from ten on without tenths.
 */
export function duration(ms: number): string {
  const unit = UNITS.find(({ size }) => ms === size || ms >= 2 * size);
  const { name, size } = unit ?? (ms > SECOND ? UNITS[UNITS.length - 1] : { name: 'millisecond', size: 1 });
  const value = ms / size;
  const text = value >= 10 ? whole(value) : tenths(value);
  return `${text} ${name}${text === '1' ? '' : 's'}`;
}

/** The same in the symbols that every language has: "15 min", "3 h 20 min", "2 d", to the minute; "0 min". */
export function briefDuration(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  const parts = [
    { value: Math.floor(minutes / (24 * 60)), symbol: 'd' },
    { value: Math.floor(minutes / 60) % 24, symbol: 'h' },
    { value: minutes % 60, symbol: 'min' },
  ].filter(({ value }) => value > 0);
  return parts.map(({ value, symbol }) => `${value} ${symbol}`).join(' ') || '0 min';
}
