import { redact } from './redact';

const MAX_QUOTE = 300;

/**
 * What a store said, fit for an error's message: without secrets, on one line, clipped; '' where it said nothing
 * readable.
 */
export function quote(text: string, secrets: readonly string[]): string {
  if (looksLikeHtml(text)) {
    return '';
  }
  // Control characters would garble a terminal or a log.
  const line = redact(text, secrets)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}...` : line;
}

export function looksLikeHtml(text: string): boolean {
  return /^\s*<(!doctype|html|head|body|\?xml)/i.test(text);
}

/** What an answer is that looks like HTML, and what to do. @param wanted what was asked for, such as JSON */
export function htmlInsteadOf(wanted: string): string {
  return `an HTML page instead of ${wanted}. The URL may lead to a login page or another server: check it and the login.`;
}
