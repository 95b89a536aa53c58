import { type CodeEditor as Original } from '@grafana/ui';
import { type ComponentProps, type ReactElement } from 'react';

/** A text area in place of Monaco, which Grafana fetches when an editor is drawn. */
export function CodeEditor({ value, onChange, onBlur, monacoOptions }: ComponentProps<typeof Original>): ReactElement {
  return (
    <textarea
      value={value}
      aria-label={monacoOptions?.ariaLabel}
      onChange={(event) => onChange?.(event.target.value)}
      onBlur={(event) => onBlur?.(event.target.value)}
    />
  );
}
