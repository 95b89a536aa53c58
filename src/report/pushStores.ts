/** What `generate --push` can write into. */
export const PUSH_STORES = ['loki', 'elasticsearch', 'victorialogs'] as const;

export type PushStore = (typeof PUSH_STORES)[number];
