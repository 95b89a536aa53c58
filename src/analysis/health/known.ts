import { shareOfAll } from '../../format/format';
import { type KnownShares } from '../model/totals';

/**
 * Health is unknown where neither the level nor the response time of most logs is known: of more than this share of
 * them the one is missing, and of more than this share the other. A status stands for a level.
 */
export const MAX_UNKNOWN = 0.5;

export function isTooLittleKnown({ levels, responseTimes }: KnownShares): boolean {
  return 1 - levels > MAX_UNKNOWN && 1 - responseTimes > MAX_UNKNOWN;
}

/** For people: "98% of the logs have neither a level nor a status, 100% no response time". */
export function whatIsMissing({ levels, responseTimes }: KnownShares): string {
  return `${shareOfAll(1 - levels)} of the logs have neither a level nor a status, ${shareOfAll(1 - responseTimes)} no response time`;
}

/** What to do about it. */
export const HOW_TO_MAP =
  'Name the fields that hold them in the settings of the data source, under "Fields" (fields.level, fields.statusCode, fields.responseTime), ' +
  'or give a pattern for plain text with groups of these names (fields.pattern).';

/** Why neither health nor incidents can be known from the logs; undefined where enough is known. */
export function whyUnknown(known: KnownShares): string | undefined {
  return isTooLittleKnown(known)
    ? `Too little is known of the logs: ${whatIsMissing(known)}. ${HOW_TO_MAP}`
    : undefined;
}
