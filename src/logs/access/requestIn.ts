import { parseStatus } from './status';

/** Behind a request's quotes: the status, or `status: 200`. */
const STATUS = /^(?:,? status[:=])? ?(\d{3})(?!\d)/;

/** The status of a request that a text quotes somewhere: `... "GET /orders HTTP/1.1" 502 ...`; 0: none. */
export function statusIn(text: string): number {
  const protocol = text.indexOf(' HTTP/');
  const close = protocol < 0 ? -1 : text.indexOf('"', protocol);
  const status = close < 0 ? null : STATUS.exec(text.slice(close + 1, close + 20));
  return status ? parseStatus(status[1]) : 0;
}
