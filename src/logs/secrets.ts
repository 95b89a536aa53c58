const SECRET_NAME =
  /passw|passphrase|pwd|secret|token(?!s|count)|authori[sz]ation|cookie|credential|api_?-?key|private_?-?key|session_?-?id/i;

/**
 * Logins, JSON Web Tokens, user and password of an address, assignments, keys, tokens of AWS, GitHub, Slack, Grafana.
 */
const SECRET_VALUE = new RegExp(
  [
    String.raw`\b(?:bearer|basic)\s+[\w+/.=-]{8,}`,
    String.raw`\beyJ[\w-]{8,}\.`,
    String.raw`://[^/\s:@]*:[^/\s@]+@`,
    String.raw`(?:passw(?:or)?d|pwd|secret|token|api[_-]?key)["']?\s*[=:]`,
    '-----BEGIN',
    String.raw`\bA(?:KI|SI)A[0-9A-Z]{12,}`,
    String.raw`\b(?:gh[pousr]_|github_pat_|xox[abeoprs]-|gls?[ac]_)\w{8,}`,
  ].join('|'),
  'i'
);

/** Whether a field's value should better not be shown beyond the logs themselves: judged by its name and its looks. */
export function looksSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) || SECRET_VALUE.test(value);
}

const WITHIN_TEXT: ReadonlyArray<readonly [looks: RegExp, instead: string]> = [
  [/-----BEGIN [^-]*-----[^-]*(?:-----END [^-]*-----)?/g, '***'],
  [/\b(bearer|basic|apikey|splunk|token) +(?=[a-z+/.~-]*[\d=_])[\w+/.=~-]{8,}/gi, '$1 ***'],
  [/\beyJ[\w-]{8,}\.[\w.-]*/g, '***'],
  [/:\/\/[^/\s:@"']*:[^/\s@"']+@/g, '://***@'],
  [/\b(\w*(?:passw(?:or)?d|pwd|secret|token|api[_-]?key)\w*["']? ?= ?["']?)[^\s"',;&]+/gi, '$1***'],
  [/("\w*(?:passw(?:or)?d|pwd|secret|token|api_?-?key|authorization|cookie)\w*" ?: ?")[^"]+/gi, '$1***'],
  [/\b((?:authorization|cookie|x-api-key): ?)[^\s"',;]+(?: [^\s"',;]+)?/gi, '$1***'],
  [/\bA(?:KI|SI)A[0-9A-Z]{12,}/g, '***'],
  [/\b(?:gh[pousr]_|github_pat_|xox[abeoprs]-|gls?[ac]_)\w{8,}/g, '***'],
];

/** A text of strangers without what looks like a secret: the names of keys stay, their values don't. */
export function withoutSecretValues(text: string): string {
  return WITHIN_TEXT.reduce((result, [looks, instead]) => result.replace(looks, instead), text);
}
