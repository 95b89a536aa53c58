/** Facts beside a message. Never a secret, a setting, or a log line of the customer's. */
export type LogFields = Record<string, string | number | boolean | undefined>;

export type LogLevel = keyof Log;

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Lines as HashiCorp's hclog writes them, which Grafana takes from a plugin's stderr into its own log. */
export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const at = (level: string) => (message: string, fields?: LogFields) => {
    // Grafana's reader wants exactly six digits of a second's fraction.
    const timestamp = now().toISOString().replace('Z', '000Z');
    write(`${JSON.stringify({ '@level': level, '@message': message, '@timestamp': timestamp, ...fields })}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
