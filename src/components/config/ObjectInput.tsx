import { TextArea } from '@grafana/ui';
import { type FormEvent, type ReactElement, useState } from 'react';
import { parseJson } from '../../boundedJson';

interface Props {
  id?: string;
  'aria-label'?: string;
  value: unknown;
  onChange: (value: unknown) => void;
  placeholder?: string;
  disabled?: boolean;
  invalid?: boolean;
}

/**
 * JSON as text, stored when the field is left. A text that is not JSON is stored as it is, and marked as wrong.
 */
export function ObjectInput({ value, onChange, ...rest }: Props): ReactElement {
  const [text, setText] = useState(() => (value === undefined ? '' : jsonText(value)));
  return (
    <TextArea
      {...rest}
      aria-invalid={rest.invalid}
      rows={4}
      value={text}
      onChange={(event: FormEvent<HTMLTextAreaElement>) => setText(event.currentTarget.value)}
      onBlur={() => onChange(parsed(text))}
    />
  );
}

function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}

function parsed(text: string): unknown {
  if (text.trim() === '') {
    return undefined;
  }
  try {
    const value: unknown = parseJson(text);
    // A number beyond all numbers would be stored as null.
    return typeof value === 'number' && !Number.isFinite(value) ? text : value;
  } catch {
    return text;
  }
}
