import { type RequestListener } from 'node:http';
import { HttpError } from '../httpError';
import { sendJson } from './loopbackServer';

/** The HttpError that the work ends with. */
export async function failure(work: Promise<unknown>): Promise<HttpError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason
  );
  expect(error).toBeInstanceOf(HttpError);
  return error as HttpError;
}

/** Answers each request with the next handler, the last one for ever. */
export function inTurn(...handlers: RequestListener[]): RequestListener {
  let next = 0;
  return (request, response) => handlers[Math.min(next++, handlers.length - 1)](request, response);
}

export const ok: RequestListener = (_request, response) => sendJson(response, { fine: true });
export const status =
  (code: number, body = '', headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(code, headers).end(body);
