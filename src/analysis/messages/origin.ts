/** An IPv4 or IPv6 address. */
const ADDRESS = /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b/i;

/** The remote host that PAM names, which may be no address. */
const REMOTE_HOST = /\brhost=([\w.:-]+)/i;

const USER = /\buser(?:name)?[ =:'"]+([\w.@-]+)/i;

/** Who or what is behind a line: the remote host, an address, or else who is named as the user. */
export function originOf(message: string): string | undefined {
  return hostOf(message) ?? USER.exec(message)?.[1];
}

/** Where a line says that something comes from: the remote host, or an address. */
export function hostOf(message: string): string | undefined {
  return REMOTE_HOST.exec(message)?.[1] ?? ADDRESS.exec(message)?.[0];
}

/** The client of an access line, which begins with its address. */
export function clientOf(line: string): string | undefined {
  const address = ADDRESS.exec(line.slice(0, 40));
  return address?.index === 0 ? address[0] : undefined;
}
