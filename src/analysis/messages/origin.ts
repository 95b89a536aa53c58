/** An IPv4 or IPv6 address, but not the version in a browser's name (`Chrome/126.0.0.0`). */
const ADDRESS_SOURCE = String.raw`(?<![\w.]|\w\/)(?:(?:\d{1,3}\.){3}\d{1,3}\b|(?:[\da-f]{1,4}:){3,7}[\da-f]{1,4}\b|(?=[a-f:]{0,40}\d)(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}\b)`;

const ADDRESS = new RegExp(ADDRESS_SOURCE, 'i');
const ADDRESSES = new RegExp(ADDRESS_SOURCE, 'gi');

/** The remote host that PAM names, which may be no address. */
const REMOTE_HOST = /\brhost=([\w.:-]+)/i;

/** An address that a message calls that of the other side: a server names its own, too. */
const REMOTE_ADDRESS = new RegExp(
  String.raw`\b(?:rip|(?:client|remote|source|src|peer)(?: network)?[ _.-]?(?:ip|addr(?:ess)?)?|ip[ _]?addr(?:ess)?)["']?\s{0,3}[:=]\s{0,3}["']?(?:::ffff:)?(${ADDRESS_SOURCE})`,
  'i'
);

/** Names of the field of an object that has the client, by itself or within one of the other side. */
const REMOTE_FIELD = new RegExp(
  String.raw`"(?:(?:client|remote|source|src|peer)[_.-]?(?:ip|addr(?:ess)?|host)|(?:client|remote|source|src|peer)"\s{0,3}:\s{0,3}\{[^{}]{0,200}"(?:ip|addr(?:ess)?)|ip(?:[_.-]?addr(?:ess)?)?)"\s{0,3}:\s{0,3}"(?:::ffff:)?(${ADDRESS_SOURCE})`,
  'i'
);

/** Of sudo, of su, and of who names a user. */
const ACCOUNTS = [
  /^(?:sudo: +)?([\w.@-]+) : (?:\d+ incorrect|TTY=)/,
  /\b(?:FAILED|BAD) SU (?:\(to \S+\) )?([\w.@-]+)/,
  /\buser(?:name)?[ =:'"]+(?!unknown\b)([\w.@-]+)/i,
];

/** Who or what is behind a line: the remote host, an address, or else who is named as the user. */
export function originOf(message: string): string | undefined {
  return hostOf(message) ?? accountOf(message);
}

/** Where a message says that something comes from: the remote host, or an address. */
export function hostOf(message: string): string | undefined {
  return REMOTE_HOST.exec(message)?.[1] ?? REMOTE_ADDRESS.exec(message)?.[1] ?? ADDRESS.exec(message)?.[0];
}

/** The user whom a message names. */
export function accountOf(message: string): string | undefined {
  return ACCOUNTS.map((account) => account.exec(message)?.[1]).find((name) => name !== undefined);
}

/** The address of the client in a line that is a JSON object. */
export function fieldOf(line: string): string | undefined {
  return isObject(line) ? REMOTE_FIELD.exec(line)?.[1] : undefined;
}

function isObject(line: string): boolean {
  return line.startsWith('{');
}

/** Addresses of a line beyond these are not looked at. */
const MAX_ADDRESSES = 6;

/** More of the requests than these come from no client but from a proxy. */
const PROXY_SHARE = 0.5;
/** Fewer requests do not tell a proxy. */
const LEAST_REQUESTS = 20;

/** The client of an access line; undefined: the line names none, or a proxy. */
export type ClientOf = (line: string) => string | undefined;

/**
 * Learns where the access lines of a service name their client: as a field of an object; or else of the addresses in a
 * line the one that differs most between lines, for a server's own is always the same.
 *
 * @param lines some of the service's, in which nothing is refused
 */
export function clientIn(lines: readonly string[]): ClientOf {
  // An object names its client by a field, or not at all.
  const addressesOf = (line: string) => (isObject(line) ? [] : addressesIn(line));
  const seen = lines.map(addressesOf);
  const places = Array.from({ length: MAX_ADDRESSES }, (_, place) => new Set(seen.map((found) => found[place])).size);
  const place = places.indexOf(Math.max(...places));
  const clientOf = (line: string, addresses = addressesOf(line)) => fieldOf(line) ?? addresses[place];
  const counts = new Map<string | undefined, number>();
  lines.forEach((line, i) => {
    const client = clientOf(line, seen[i]);
    counts.set(client, (counts.get(client) ?? 0) + 1);
  });
  return (line) => {
    const client = clientOf(line);
    const isProxy = lines.length >= LEAST_REQUESTS && (counts.get(client) ?? 0) > PROXY_SHARE * lines.length;
    return isProxy ? undefined : client;
  };
}

function addressesIn(line: string): string[] {
  return (line.match(ADDRESSES) ?? []).slice(0, MAX_ADDRESSES);
}
