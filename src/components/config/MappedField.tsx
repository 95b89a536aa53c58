import { Combobox, type ComboboxOption, Field } from '@grafana/ui';
import { type ReactElement, useId, useLayoutEffect, useMemo, useRef } from 'react';
import { type DetectedField, type FieldRole } from '../../query/detectedField';

interface Props {
  role: FieldRole;
  label: string;
  placeholder: string;
  fields: readonly DetectedField[];
  isLoading: boolean;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** One entry of the field mapping: a detected field, or any other name. */
export function MappedField({ role, label, placeholder, fields, isLoading, value, onChange }: Props): ReactElement {
  const id = useId();
  const options = useMemo(() => optionsFor(role, fields), [role, fields]);
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  }, [value]);

  const change = (option: ComboboxOption<string> | null) => {
    const chosen = option?.value.trim() || undefined;
    // Where options came after it was drawn, the combobox reports a choice again each time that it is drawn: without end, if each
    // report were a change of the settings.
    if (chosen !== latest.current) {
      onChange(chosen);
    }
  };
  return (
    <Field label={label} htmlFor={id} noMargin>
      <Combobox
        id={id}
        width={40}
        isClearable
        createCustomValue
        customValueDescription="Use this name"
        placeholder={placeholder}
        loading={isLoading}
        options={options}
        value={value ?? null}
        onChange={change}
      />
    </Field>
  );
}

/** Those first that are recognised as what is asked for. */
function optionsFor(role: FieldRole, fields: readonly DetectedField[]): Array<ComboboxOption<string>> {
  const fitting = fields.filter((field) => field.role === role);
  const others = fields.filter((field) => field.role !== role);
  return [
    ...fitting.map((field) => ({ value: field.name, description: describe(field, 'recognised by its name') })),
    ...others.map((field) => ({ value: field.name, description: describe(field) })),
  ];
}

function describe({ type, values }: DetectedField, note = ''): string {
  return [note, type, values.join(', ')].filter(Boolean).join(' · ');
}
