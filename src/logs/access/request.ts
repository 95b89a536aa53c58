/** A request line: its method and path, both '' where it is none. */
export interface Request {
  method: string;
  path: string;
}

/** What statuses mean: taken with the first request, for what knows it takes long to load. */
let words: Readonly<Record<number, string | undefined>> | undefined;

const METHOD = /^[A-Za-z][A-Za-z_-]{1,31}$/;

/**
 * Reads `GET /orders?id=7 HTTP/1.1`, also without the protocol. The path is without its query, and without a server's
 * name before it.
 */
export function readRequest(text: string, into: Request): void {
  const afterMethod = text.indexOf(' ');
  const method = afterMethod < 0 ? text : text.slice(0, afterMethod);
  if (afterMethod < 0 || !METHOD.test(method)) {
    into.method = '';
    into.path = '';
    return;
  }
  const protocol = text.lastIndexOf(' HTTP/');
  const end = protocol > afterMethod ? protocol : text.length;
  into.method = method;
  into.path = plainPath(text.slice(afterMethod + 1, end));
}

/** A path without its query, and without scheme and server before it. */
export function plainPath(path: string): string {
  const query = path.indexOf('?');
  const plain = query < 0 ? path : path.slice(0, query);
  const scheme = plain.indexOf('://');
  if (scheme < 0 || scheme > 8) {
    return plain;
  }
  const slash = plain.indexOf('/', scheme + 3);
  return slash < 0 ? '/' : plain.slice(slash);
}

/**
 * What an access line says, without addresses, times and sizes: the same for requests of one kind. The status stands
 * there with its words, which distinguish kinds of answers where numbers do not.
 * @param flags how the connection ended, where the server codes it.
 */
export function accessMessage(method: string, path: string, status: number, flags = ''): string {
  const what = method === '' ? path || 'request' : path === '' ? method : `${method} ${path}`;
  words ??= process.getBuiltinModule('node:http').STATUS_CODES;
  const answer = status > 0 ? `${status}${status in words ? ` ${words[status]}` : ''}` : '-';
  return `${what} ${answer}${/[A-Za-z0-9]/.test(flags) ? ` ${flags}` : ''}`;
}
