import { basename } from 'node:path';

/** What a name ends with that says how a file is kept: its form, that it is packed, its turn or its day. */
const ENDINGS = [
  String.raw`\.(?:gz|log|txt|csv|tsv|json|jsonl|ndjson|logfmt|out|old|bak|\d+)`,
  String.raw`[-_.](?:19|20)\d\d-?\d\d-?\d\d(?:[-_T.]?\d\d(?:[-:]?\d\d){0,2}Z?)?`,
];
const ENDING = new RegExp(`(?<=.)(?:${ENDINGS.join('|')})+$`, 'i');

/**
 * The service of a file's logs that name none: `payment` for /var/log/payment.log.1.gz and payment.log-20241103, since
 * files that follow each other are one log. A pipe has no name of its own.
 */
export function serviceOfFile(path: string): string {
  return path === '-' || isPipe(path) ? 'stdin' : basename(path).replace(ENDING, '');
}

/** Whether a path is what a shell gives for `<(...)`: it says nothing of what comes through it. */
export function isPipe(path: string): boolean {
  return /\/fd\/\d+$/.test(path);
}
