import { type Monaco, type MonacoEditor, type monacoTypes } from '@grafana/ui';
import { type SourceType } from '../../query/sources';
import { placeAt, written } from './completion';
import { languageOf } from './languages';

/** What there is in the store to choose from. */
export interface Vocabulary {
  keys(): Promise<string[]>;
  values(key: string): Promise<string[]>;
}

/** Offers the fields of the store and their values in one editor, while it is there. */
export function registerSuggestions(
  { languages: known }: Monaco,
  editor: MonacoEditor,
  source: SourceType,
  vocabulary: () => Vocabulary
): monacoTypes.IDisposable {
  return known.registerCompletionItemProvider(languageOf(source), {
    triggerCharacters: ['{', ',', '"', ':', '=', '(', '|'],
    async provideCompletionItems(model, { lineNumber, column }) {
      const place =
        model === editor.getModel() ? placeAt(source, model.getValueInRange(upTo(lineNumber, column))) : undefined;
      if (!place) {
        return { suggestions: [] };
      }
      const { key, typed } = place;
      const texts = await (key === undefined ? vocabulary().keys() : vocabulary().values(key)).catch(() => []);
      const range = {
        startLineNumber: lineNumber,
        endLineNumber: lineNumber,
        startColumn: column - typed.length,
        endColumn: column,
      };
      const { Field, Value } = known.CompletionItemKind;
      return {
        suggestions: texts.map((label): monacoTypes.languages.CompletionItem => ({
          label,
          kind: key === undefined ? Field : Value,
          insertText: written(source, place, label),
          range,
        })),
      };
    },
  });
}

/** All before a place, for a selector may begin on a line above. */
function upTo(endLineNumber: number, endColumn: number): monacoTypes.IRange {
  return { startLineNumber: 1, startColumn: 1, endLineNumber, endColumn };
}
