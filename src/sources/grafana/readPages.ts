import { QueryError } from '../../errors';
import { type Notice } from '../../logs/notice';
import { type GrafanaPage } from './grafanaClient';
import { type LogFrame } from './logFrame';

/** Part of a frame: the lines from `fromMs`, inclusive, to `toMs`, exclusive. They are complete. */
interface Piece {
  readonly frame: LogFrame;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Reading {
  /** The lines of a range: all, or the newest, as many as the data source gives at once. */
  fetch(fromMs: number, toMs: number): Promise<GrafanaPage>;
  /** Takes lines, the newest pages first. @returns whether older ones are wanted. */
  take(piece: Piece): boolean;
}

/** What a page holds of a range. */
interface Extent {
  lines: number;
  oldestMs: number;
  newestMs: number;
}

/** A page of that many lines in one millisecond may be one that was cut, even if no longer one was seen. */
const SUSPICIOUS = 100;
const MAX_PAGES = 1000;

/**
 * Reads a range of a data source that gives its newest lines first, as many as it likes, page by page towards the past,
 * until there is nothing older. A page may end within a millisecond, whose lines are all left to the next one: each
 * line is read once.
 *
 * @returns what the user should know.
 * @throws QueryError where the data source gives its oldest lines first, so that the newest could not be known.
 */
export async function readPages(fromMs: number, toMs: number, { fetch, take }: Reading): Promise<Notice[]> {
  const notices = new Map<string, Notice>();
  const say = (notice: Notice): unknown => notices.set(notice.text, notice);
  let largest = SUSPICIOUS;
  let untilMs = toMs;
  let page = await firstPage(fromMs, toMs, fetch);
  for (let pages = 1; ; pages++) {
    page.notices.forEach(say);
    const extent = extentOf(page, fromMs, untilMs);
    if (hasLineAfter(page, untilMs)) {
      say(
        warning('The data source does not keep to the range of time that it is asked for: older lines may be missing.')
      );
    }
    if (page.frames.some(hasLineWithoutTime)) {
      say(warning('Lines that came without a time are left out.'));
    }
    if (!extent) {
      break;
    }
    const { lines, oldestMs, newestMs } = extent;
    // The oldest millisecond may be cut, unless it is all that there is.
    const isOneMs = oldestMs === newestMs;
    if (isOneMs && lines >= largest) {
      say(
        warning(
          `Millisecond ${new Date(oldestMs).toISOString()} may hold more lines than the data source gives at once.`
        )
      );
    }
    const completeFromMs = isOneMs ? oldestMs : oldestMs + 1;
    const wanted = page.frames.map((frame) => take({ frame, fromMs: completeFromMs, toMs: untilMs })).every(Boolean);
    largest = Math.max(largest, lines);
    untilMs = completeFromMs;
    if (!wanted || untilMs <= fromMs) {
      break;
    }
    if (pages === MAX_PAGES) {
      say(
        warning(
          `After ${MAX_PAGES} pages the reading was ended: there may be older lines. Narrow the query or the time range.`
        )
      );
      break;
    }
    page = await fetch(fromMs, untilMs);
  }
  return [...notices.values()];
}

/** A page that surely holds the newest lines. */
async function firstPage(fromMs: number, toMs: number, fetch: Reading['fetch']): Promise<GrafanaPage> {
  const page = await fetch(fromMs, toMs);
  const extent = extentOf(page, fromMs, toMs);
  if (!extent || extent.newestMs + 1 >= toMs) {
    return page;
  }
  const newer = extentOf(await fetch(extent.newestMs + 1, toMs), extent.newestMs + 1, toMs);
  if (!newer) {
    return page;
  }
  // Lines have just come in, or the data source begins at the other end.
  const again = await fetch(fromMs, toMs);
  if ((extentOf(again, fromMs, toMs)?.newestMs ?? 0) > extent.newestMs) {
    return again;
  }
  throw new QueryError(
    'The data source gives its oldest lines first, so that the newest are missing. Let its query sort by time, descending (Loki: "direction": "backward").'
  );
}

function extentOf({ frames }: GrafanaPage, fromMs: number, toMs: number): Extent | undefined {
  const extent = { lines: 0, oldestMs: Infinity, newestMs: -Infinity };
  for (const frame of frames) {
    for (let row = 0; row < frame.length; row++) {
      const time = frame.timeMs(row);
      if (time >= fromMs && time < toMs) {
        extent.lines++;
        extent.oldestMs = Math.min(extent.oldestMs, time);
        extent.newestMs = Math.max(extent.newestMs, time);
      }
    }
  }
  return extent.lines > 0 ? extent : undefined;
}

/** Some take the end of a range in, some don't; behind it there must be nothing. */
function hasLineAfter({ frames }: GrafanaPage, toMs: number): boolean {
  return frames.some((frame) => {
    for (let row = 0; row < frame.length; row++) {
      if (frame.timeMs(row) > toMs) {
        return true;
      }
    }
    return false;
  });
}

function hasLineWithoutTime({ length, timeMs }: LogFrame): boolean {
  for (let row = 0; row < length; row++) {
    if (Number.isNaN(timeMs(row))) {
      return true;
    }
  }
  return false;
}

function warning(text: string): Notice {
  return { severity: 'warning', text };
}
