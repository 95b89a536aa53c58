/** How well templates were mined, each from 0 to 1. */
export interface TemplateScores {
  /** Grouping accuracy: the share of lines that share their template with exactly the lines that they should. */
  ga: number;
  /** The F1 score of the groups: each template counts once, however many lines it has. */
  fga: number;
  /** Parsing accuracy: the share of lines whose template is the true one, word for word. */
  pa: number;
  /** The F1 score of templates whose group and text are both right. */
  fta: number;
}

/** The template of each line: what its group is, and the text of it. */
export interface Labelled {
  readonly group: ReadonlyArray<string | number>;
  readonly text: readonly string[];
}

/**
 * The measures of Loghub-2.0 (Jiang et al., A Large-Scale Evaluation for Log Parsing Techniques, ISSTA 2024).
 * @param mined and true templates of the same lines
 */
export function scoreTemplates(mined: Labelled, actual: Labelled): TemplateScores {
  const lines = actual.group.length;
  const minedSize = sizes(mined.group);
  const actualSize = sizes(actual.group);
  const bothSize = sizes(actual.group.map((group, line) => pair(mined.group[line], group)));
  const sameText = actual.text.map((text, line) => normalise(text) === normalise(mined.text[line]));
  const isGrouped = actual.group.map((group, line) => {
    const both = bothSize.get(pair(mined.group[line], group));
    return both === minedSize.get(mined.group[line]) && both === actualSize.get(group);
  });
  const f1 = (right: (line: number) => boolean): number => {
    const groups = new Set(actual.group.filter((_, line) => right(line))).size;
    return (2 * groups) / (minedSize.size + actualSize.size);
  };
  const share = (right: readonly boolean[]): number => right.filter(Boolean).length / lines;
  return {
    ga: share(isGrouped),
    fga: f1((line) => isGrouped[line]),
    pa: share(sameText),
    fta: f1((line) => isGrouped[line] && sameText[line]),
  };
}

/** Values that only punctuation parts are one, as the authors of the measures do; spaces do not count. */
function normalise(template: string): string {
  return template
    .replace(/\s+/g, '')
    .replace(/<\*>(?:[,;\-:/.|#+@]*<\*>)+/g, '<*>')
    .trim();
}

function sizes<K>(keys: readonly K[]): Map<K, number> {
  const size = new Map<K, number>();
  keys.forEach((key) => size.set(key, (size.get(key) ?? 0) + 1));
  return size;
}

function pair(a: string | number, b: string | number): string {
  return JSON.stringify([a, b]);
}
