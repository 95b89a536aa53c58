import { Field, Input } from '@grafana/ui';
import { type ChangeEvent, type ReactElement, useId } from 'react';

interface CommonProps {
  label: string;
  description?: string;
  placeholder?: string;
  width?: number;
}

interface TextFieldProps extends CommonProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** A labelled text; left empty it is undefined, so that the default applies. */
export function TextField({
  label,
  description,
  value,
  onChange,
  placeholder,
  width = 40,
}: TextFieldProps): ReactElement {
  const id = useId();
  return (
    <Field label={label} description={description} htmlFor={id} noMargin>
      <Input
        id={id}
        width={width}
        placeholder={placeholder}
        value={value ?? ''}
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value || undefined)}
      />
    </Field>
  );
}

interface NumberFieldProps extends CommonProps {
  value: number | undefined;
  /** Shown while the field is empty: what applies then. */
  defaultValue: number | string;
  onChange: (value: number | undefined) => void;
  min?: number;
  max?: number;
  step?: number | 'any';
  suffix?: string;
}

/** A labelled number; left empty it is undefined, so that the default (shown as placeholder) applies. */
export function NumberField(props: NumberFieldProps): ReactElement {
  const id = useId();
  const { label, description, value, defaultValue, onChange, min, max, step = 'any', suffix, width = 20 } = props;
  return (
    <Field
      label={label}
      description={description}
      htmlFor={id}
      noMargin
      invalid={outside(value, min, max)}
      error={max === undefined ? `${min} or more.` : `From ${min} to ${max}.`}
    >
      <Input
        id={id}
        type="number"
        width={width}
        min={min}
        max={max}
        step={step}
        suffix={suffix}
        placeholder={String(defaultValue)}
        value={value ?? ''}
        onChange={(event: ChangeEvent<HTMLInputElement>) =>
          onChange(event.target.value === '' ? undefined : event.target.valueAsNumber)
        }
      />
    </Field>
  );
}

function outside(value: number | undefined, min = -Infinity, max = Infinity): boolean {
  return value !== undefined && !(value >= min && value <= max);
}
