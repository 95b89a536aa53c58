import { HttpError } from './http/httpError';

/**
 * The version of a store; undefined where it does not say: older ones don't, and some gateways don't let the question
 * through. @throws what is no HttpError
 */
export async function versionOrNothing(asked: Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof HttpError) {
      return undefined;
    }
    throw error;
  }
}
