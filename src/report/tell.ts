import { printable } from './printable';

/** Tells the user something, a line each, on standard error: all that commands say there goes through here. */
export function tell(...lines: string[]): void {
  process.stderr.write(lines.map((line) => `${printable(line)}\n`).join(''));
}
