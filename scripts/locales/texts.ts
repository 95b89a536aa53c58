import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { isObject } from '../../src/objects';
import { MARKS_SECRET } from '../../src/query/marks';
import { PRESETS } from '../../src/query/presets';
import { QUERY, queryTable } from '../../src/query/query';
import { COST_TEXTS } from '../../src/query/readingCost';
import { SETTINGS } from '../../src/query/settings';
import { SOURCES } from '../../src/query/sources';
import { VIEW_TYPES, VIEWS, VISUALIZATIONS } from '../../src/query/views';

/** What people see of an entry of our tables (components/texts.ts). */
const SHOWN: ReadonlySet<string> = new Set(['label', 'description', 'question', 'placeholder', 'unit']);

/** Attributes of elements that people read, or hear. */
const READ: ReadonlySet<string> = new Set([
  'label',
  'title',
  'description',
  'placeholder',
  'tooltip',
  'text',
  'aria-label',
  'ariaLabel',
  'customValueDescription',
]);

const COMPONENTS = 'src/components';

/**
 * Every text of the editors in English, sorted: those of the tables, and those that the components write themselves.
 */
export function editorTexts(): string[] {
  const { analysis: _, ...query } = QUERY;
  const tables = [SETTINGS, MARKS_SECRET, query, VIEW_TYPES.map(queryTable), VIEWS, SOURCES, PRESETS];
  const texts = [
    ...tables.flatMap(textsOf),
    ...Object.values(VISUALIZATIONS),
    ...Object.values(COST_TEXTS),
    ...componentFiles().flatMap((file) => readComponent(file).translated),
  ];
  return [...new Set(texts)].filter((text) => text !== '').sort();
}

/** Texts that a component shows as they are, with where they stand. There should be none. */
export function untranslated(): string[] {
  return componentFiles().flatMap((file) => readComponent(file).bare.map((text) => `${file}: ${text}`));
}

function textsOf(entry: unknown): string[] {
  return Array.isArray(entry)
    ? entry.flatMap(textsOf)
    : isObject(entry)
      ? Object.entries(entry).flatMap(([key, value]) =>
          typeof value === 'string' ? (SHOWN.has(key) ? [value] : []) : textsOf(value)
        )
      : [];
}

function componentFiles(): string[] {
  return readdirSync(COMPONENTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|testing/.test(name))
    .map((name) => path.join(COMPONENTS, name));
}

function readComponent(file: string): { translated: string[]; bare: string[] } {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const [translated, bare]: [string[], string[]] = [[], []];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'tr') {
      const [text] = node.arguments;
      if (ts.isStringLiteralLike(text)) {
        translated.push(text.text);
      }
      return;
    }
    if (ts.isJsxText(node) && hasWords(node.text)) {
      bare.push(node.text.trim());
    }
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText())) {
      bare.push(...wordsIn(node.initializer));
    }
    // The columns of a table of ours.
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'label' && ts.isStringLiteralLike(node.initializer)) {
      translated.push(node.initializer.text);
      return;
    }
    // Errors stay English.
    if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) {
      return;
    }
    if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) && isSentence(node.text)) {
      bare.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { translated, bare };
}

/** Words in the literals of an attribute, outside of tr(). */
function wordsIn(node: ts.Node | undefined): string[] {
  if (!node || (ts.isCallExpression(node) && node.expression.getText() === 'tr')) {
    return [];
  }
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    return hasWords(node.text) ? [node.text] : [];
  }
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...wordsIn(child));
  });
  return found;
}

/** "Two words", or more. */
function isSentence(text: string): boolean {
  return /^\p{Lu}[\p{L}']* \p{L}/u.test(text);
}

function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}
