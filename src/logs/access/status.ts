/** The HTTP status of a text: `200`, `200 OK`, `404.0`; 0 where it is none. */
export function parseStatus(text: string): number {
  const status = Number(text.length > 3 ? (STATUS.exec(text)?.[1] ?? '') : text);
  return status >= 100 && status <= 599 && Number.isInteger(status) ? status : 0;
}

/** With its words, with decimals as spreadsheets write them, or all of a list of upstreams' that is the same. */
const STATUS = /^(\d{3})(?: |\.0*$)/;
