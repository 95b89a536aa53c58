import { isFetchError } from '@grafana/runtime';

/** What went wrong when the back end was asked, in its own words where it has any. */
export function errorText(error: unknown): string {
  if (isFetchError<{ message?: string }>(error)) {
    return error.data?.message ?? error.statusText ?? `Status ${error.status}.`;
  }
  return error instanceof Error ? error.message : String(error);
}
