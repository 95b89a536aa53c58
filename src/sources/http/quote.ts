const MAX_QUOTE = 300;

/** Replaces each secret, also as it looks in a URL, in JSON or in HTML. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
  ]);
  // The longest first, so that no secret's beginning, a secret itself, leaves the rest of it standing.
  return forms.sort((a, b) => b.length - a.length).reduce((result, form) => result.replaceAll(form, '***'), text);
}

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
