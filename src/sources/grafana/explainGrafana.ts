import { objectOf, parseObject } from '../../logs/json';
import { isObject } from '../../objects';

/** What Grafana's own words mean and what to do; undefined where the status says it as well. */
export function explainGrafana(status: number, body: string): string | undefined {
  if (status === 401) {
    return "It refuses the login: check the service account token in the data source's settings, or whether it has expired.";
  }
  if (status === 403) {
    return 'The service account may not do this: it needs the permission to query that data source (datasources:query), as a viewer has it.';
  }
  if (/data source not found/i.test(body)) {
    return "It has no data source of that UID: check it in the data source's settings.";
  }
  if (status === 404) {
    return 'Is this the address of a Grafana? Give its root, with the path prefix of its proxy if there is one.';
  }
  return hasResults(body) ? 'The data source that it asked refused the query.' : undefined;
}

/** The first error of an answer to a query, or the message of any other. */
export function reasonIn(body: string): string {
  const answer = parseObject(body);
  const { message, error } = objectOf(answer);
  const said = errorIn(answer) ?? [message, error].find((text) => typeof text === 'string');
  return said ?? body;
}

/** The error of the first query that has one. */
export function errorIn(answer: unknown): string | undefined {
  return Object.values(objectOf(objectOf(answer).results))
    .map((result) => objectOf(result).error)
    .find((error) => typeof error === 'string');
}

function hasResults(body: string): boolean {
  return isObject(objectOf(parseObject(body)).results);
}
