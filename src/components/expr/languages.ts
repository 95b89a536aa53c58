import { type Monaco, type monacoTypes } from '@grafana/ui';
import { languageConfiguration as logqlConfiguration, monarchlanguage as logql } from '@grafana/monaco-logql';
import { type SourceType } from '../../query/sources';

/** What Monaco calls the language of each store. It has JSON itself. */
const IDS: Readonly<Record<SourceType, string>> = {
  generated: 'plaintext',
  loki: 'seismolog-logql',
  elasticsearch: 'seismolog-lucene',
  victorialogs: 'seismolog-logsql',
  grafana: 'json',
};

const CONFIGURATION: monacoTypes.languages.LanguageConfiguration = {
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"' },
  ],
};

/** Lucene's classic query syntax, as Elasticsearch's query_string takes it. */
const LUCENE: monacoTypes.languages.IMonarchLanguage = {
  tokenizer: {
    root: [
      [/\b(?:AND|OR|NOT|TO)\b|&&|\|\|/, 'keyword'],
      [/[\w@.-]{1,200}(?=:)/, 'type'],
      [/"(?:[^"\\]|\\.)*"?/, 'string'],
      [/\/(?:[^/\\]|\\.)+\//, 'regexp'],
      [/\\./, 'string.escape'],
      [/\b\d+(?:\.\d+)?\b/, 'number'],
      [/[{}()[\]]/, '@brackets'],
      [/[:<>=+!~^*?-]/, 'operator'],
    ],
  },
};

/** https://docs.victoriametrics.com/victorialogs/logsql/ */
const LOGSQL: monacoTypes.languages.IMonarchLanguage = {
  tokenizer: {
    root: [
      [/#.{0,20000}/, 'comment'],
      [/\b(?:and|or|not)\b/, 'keyword'],
      [/\|\s*[a-z_]+/, 'keyword'],
      [/[\w@.-]{1,200}(?=:)/, 'type'],
      [/[a-z_]{1,50}(?=\()/, 'predefined'],
      [/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|`[^`]*`?/, 'string'],
      [/\b\d+(?:\.\d+)?(?:ns|us|ms|s|m|h|d|w|y|[kKMGT]i?B?)?\b/, 'number'],
      [/[{}()[\]]/, '@brackets'],
      [/[:<>=!~*-]/, 'operator'],
    ],
  },
};

const DEFINITIONS: Readonly<
  Partial<Record<SourceType, [monacoTypes.languages.IMonarchLanguage, monacoTypes.languages.LanguageConfiguration]>>
> = {
  loki: [logql, logqlConfiguration],
  elasticsearch: [LUCENE, CONFIGURATION],
  victorialogs: [LOGSQL, CONFIGURATION],
};

export function languageOf(source: SourceType): string {
  return IDS[source];
}

/** Tells Monaco of a store's language, once. */
export function registerLanguage({ languages: known }: Monaco, source: SourceType): void {
  const id = IDS[source];
  const definition = DEFINITIONS[source];
  if (definition && !known.getLanguages().some((language) => language.id === id)) {
    known.register({ id });
    known.setMonarchTokensProvider(id, definition[0]);
    known.setLanguageConfiguration(id, definition[1]);
  }
}
