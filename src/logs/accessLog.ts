import { parseDuration } from './duration';

/** What a web server's line says of the response. */
export interface AccessLog {
  /** 0: none. */
  statusCode: number;
  /** Milliseconds; NaN: none. */
  responseTime: number;
}

/**
 * Reads status and response time from the access log of a web server: `"GET / HTTP/1.1" 200 512 "-" "agent" 0.123` (a number with
 * decimals at the end is seconds, as nginx writes it) or `| 200 | 1.23ms |` of Gin.
 */
export function readAccessLog(text: string, into: AccessLog): void {
  into.statusCode = 0;
  into.responseTime = NaN;
  const protocol = text.indexOf(' HTTP/');
  if (protocol >= 0) {
    const close = text.indexOf('"', protocol);
    const status = close < 0 ? null : /^(?: status:)? ?(\d{3})(?!\d)/.exec(text.slice(close + 1, close + 16));
    into.statusCode = status ? parseStatus(status[1]) : 0;
    into.responseTime = into.statusCode ? lastSeconds(text) : NaN;
    return;
  }
  const bar = text.indexOf('| ');
  const gin = bar >= 0 ? /^\| (\d{3}) \| *([\d.]+[a-zµ]+) \|/.exec(text.slice(bar, bar + 40)) : null;
  if (gin) {
    into.statusCode = parseStatus(gin[1]);
    into.responseTime = parseDuration(gin[2], 1);
  }
}

/** The HTTP status of a text, 0 where it is none. */
export function parseStatus(text: string): number {
  const status = Number(text.length > 3 ? (/^(\d{3})(?: |\.0*$)/.exec(text)?.[1] ?? '') : text);
  return status >= 100 && status <= 599 && Number.isInteger(status) ? status : 0;
}

function lastSeconds(text: string): number {
  const last = text.slice(text.lastIndexOf(' ') + 1);
  return /^\d+\.\d+$|^[\d.]+(?:ms|s|us|µs)$/.test(last) ? parseDuration(last, 1000) : NaN;
}
