/** A name as it is compared: `http.status_code`, `httpStatusCode` and `http_status_code` are the same. */
export function simplified(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
