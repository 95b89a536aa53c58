import { withoutSecretValues } from '../../logs/secrets';

const MAX_QUOTE = 300;

/** Of a secret that was cut off somewhere, so many of its first characters are taken for it. */
const BEGINNING = 8;

/**
 * Replaces each secret, also as it looks in a URL, in JSON, in HTML or in base64, whole or cut off, and whatever looks
 * like one: logins in addresses and headers, tokens of usual forms.
 */
export function redact(text: string, secrets: readonly string[]): string {
  // The longest first, so that no secret's beginning, a secret itself, leaves the rest of it standing.
  const forms = [...new Set(secrets.flatMap(formsOf))].filter(Boolean).sort((a, b) => b.length - a.length);
  return withoutSecretValues(forms.reduce(withoutForm, text));
}

function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\ufffd')),
    JSON.stringify(secret).slice(1, -1),
    secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    Buffer.from(secret).toString('base64'),
  ];
}

function withoutForm(text: string, form: string): string {
  if (form.length <= BEGINNING) {
    return text.replaceAll(form, '***');
  }
  const beginning = form.slice(0, BEGINNING);
  let result = '';
  let from = 0;
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, from)) {
    let length = BEGINNING;
    while (length < form.length && text[at + length] === form[length]) {
      length++;
    }
    result += `${text.slice(from, at)}***`;
    from = at + length;
  }
  return result + text.slice(from);
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

/** What an answer is that looks like HTML, and what to do. @param wanted what was asked for, such as JSON */
export function htmlInsteadOf(wanted: string): string {
  return `an HTML page instead of ${wanted}. The URL may lead to a login page or another server: check it and the login.`;
}
