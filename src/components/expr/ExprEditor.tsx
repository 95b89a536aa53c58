import { CodeEditor, type Monaco, type MonacoEditor, Text, useTheme2 } from '@grafana/ui';
import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { type SourceType } from '../../query/sources';
import { tr } from '../texts';
import { type SyntaxProblem } from './brackets';
import { languageOf, registerLanguage } from './languages';
import { registerSuggestions, type Vocabulary } from './suggestions';
import { placeInError, syntaxProblem } from './syntaxProblem';

interface Props {
  source: SourceType;
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  onRunQuery: () => void;
  /** What the store said of the query when it was last run. */
  error: string | undefined;
  vocabulary: Vocabulary;
}

const LINE_PX = 18;
const MOST_LINES = 12;
const OWNER = 'seismolog';

/**
 * A query in its store's language: coloured, completed by what is in the store, and marked where it is wrong. It is run
 * by Shift+Enter, and when it is left; Tab leaves it.
 */
export function ExprEditor(props: Props): ReactElement {
  const { source, label, placeholder, value, error } = props;
  const { spacing, colors, typography } = useTheme2();
  const [height, setHeight] = useState(LINE_PX);
  const [mounted, setMounted] = useState<{ editor: MonacoEditor; monaco: Monaco }>();
  /** What was last run: while it is typed a query is never whole. */
  const [left, setLeft] = useState(value);
  const problem = useMemo(
    () => (left === value ? problemIn(source, value, error) : undefined),
    [left, value, source, error]
  );

  // Monaco keeps the functions that it was given first.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!mounted) {
      return undefined;
    }
    const { editor, monaco } = mounted;
    const suggestions = registerSuggestions(monaco, editor, source, () => latest.current.vocabulary);
    return () => suggestions.dispose();
  }, [mounted, source]);

  useEffect(() => {
    const model = mounted?.editor.getModel();
    if (!mounted || !model) {
      return;
    }
    const [start, end] = problem ? [problem.from, problem.to].map((at) => model.getPositionAt(at)) : [];
    const marker = problem &&
      start &&
      end && {
        message: problem.text,
        severity: mounted.monaco.MarkerSeverity.Error,
        startLineNumber: start.lineNumber,
        startColumn: start.column,
        endLineNumber: end.lineNumber,
        endColumn: end.column,
      };
    mounted.monaco.editor.setModelMarkers(model, OWNER, marker ? [marker] : []);
  }, [mounted, problem]);

  const run = () => {
    setLeft(latest.current.value);
    latest.current.onRunQuery();
  };
  const takeKeys = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      // Monaco would indent, and who has no mouse could not leave.
      event.stopPropagation();
    }
    if (event.key === 'Enter' && event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      run();
    }
  };
  const keepHeight = (editor: MonacoEditor, monaco: Monaco) => {
    const fit = () => setHeight(Math.min(MOST_LINES * LINE_PX, editor.getContentHeight()));
    editor.onDidContentSizeChange(fit);
    fit();
    setMounted({ editor, monaco });
  };

  return (
    <div style={{ width: '100%' }}>
      <div style={{ position: 'relative' }} onKeyDownCapture={takeKeys}>
        <CodeEditor
          value={value}
          language={languageOf(source)}
          height={height + 2}
          wordWrap
          showMiniMap={false}
          showLineNumbers={false}
          monacoOptions={{
            ariaLabel: label,
            lineHeight: LINE_PX,
            fontSize: typography.fontSize - 1,
            folding: false,
            overviewRulerLanes: 0,
            renderLineHighlight: 'none',
            scrollBeyondLastLine: false,
            suggest: { showWords: false },
            wordBasedSuggestions: false,
          }}
          onBeforeEditorMount={(monaco) => registerLanguage(monaco, source)}
          onEditorDidMount={keepHeight}
          onChange={(text) => text !== latest.current.value && latest.current.onChange(text)}
          onBlur={run}
        />
        {value === '' && (
          <div
            aria-hidden
            style={{
              position: 'absolute',
              inset: spacing(0.5, 1.5),
              pointerEvents: 'none',
              color: colors.text.disabled,
              fontFamily: typography.fontFamilyMonospace,
              fontSize: typography.bodySmall.fontSize,
              lineHeight: `${LINE_PX}px`,
              overflow: 'hidden',
            }}
          >
            {placeholder}
          </div>
        )}
      </div>
      <div role="status" aria-label={tr('What is wrong with the query')}>
        {problem && (
          <Text variant="bodySmall" color="error">
            {tr('{{place}}: {{problem}}', { place: placeText(value, problem.from), problem: problem.text })}
          </Text>
        )}
      </div>
    </div>
  );
}

type Problem = Pick<SyntaxProblem, 'from' | 'to'> & { text: string };

function problemIn(source: SourceType, expr: string, error: string | undefined): Problem | undefined {
  const problem = syntaxProblem(source, expr);
  if (problem) {
    return { ...problem, text: textOf(problem, expr) };
  }
  const from = placeInError(error, expr);
  return from === undefined || error === undefined ? undefined : { from, to: from + 1, text: error };
}

function textOf({ kind, from, to }: SyntaxProblem, expr: string): string {
  switch (kind) {
    case 'openQuote':
      return tr('this quote is never closed.');
    case 'openBracket':
      return tr('this bracket is never closed.');
    case 'strayBracket':
      return tr('this bracket closes nothing.');
    default:
      return from < expr.length
        ? tr('LogQL does not take {{text}} here.', { text: expr.slice(from, to) })
        : tr('the query ends too early.');
  }
}

/** "Line 1, column 8". */
function placeText(expr: string, at: number): string {
  const lines = expr.slice(0, at).split('\n');
  return tr('Line {{line}}, column {{column}}', { line: lines.length, column: lines[lines.length - 1].length + 1 });
}
