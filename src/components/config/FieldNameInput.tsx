import { Combobox, type ComboboxOption } from '@grafana/ui';
import { type ReactElement, useLayoutEffect, useMemo, useRef } from 'react';
import { type DetectedField } from '../../query/detectedField';
import { tr } from '../texts';
import { type SettingInputProps, textOf } from './inputProps';
import { type DetectedFields } from './useDetectedFields';

/** A detected field, or any other name. */
export function FieldNameInput({
  name: role,
  setting,
  value,
  onChange,
  detected: { fields, status },
  ...rest
}: SettingInputProps & { detected: DetectedFields }): ReactElement {
  const options = useMemo(() => optionsFor(role, fields), [role, fields]);
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  }, [value]);

  const change = (option: ComboboxOption<string> | null) => {
    const chosen = option?.value.trim() || undefined;
    // Where options came after it was drawn, the combobox reports a choice again each time that it is drawn: without
    // end, if each report were a change of the settings.
    if (chosen !== latest.current) {
      onChange(chosen);
    }
  };
  return (
    <Combobox
      {...rest}
      isClearable
      createCustomValue
      customValueDescription={tr('Use this name')}
      placeholder={setting.placeholder}
      loading={status === 'loading'}
      options={options}
      value={textOf(value) || null}
      onChange={change}
    />
  );
}

/** Puts the fields first that are recognised as what the setting names. */
function optionsFor(role: string, fields: readonly DetectedField[]): Array<ComboboxOption<string>> {
  const fitting = fields.filter((field) => field.role === role);
  const others = fields.filter((field) => field.role !== role);
  return [
    ...fitting.map((field) => ({ value: field.name, description: describe(field, tr('recognised by its name')) })),
    ...others.map((field) => ({ value: field.name, description: describe(field) })),
  ];
}

function describe({ type, values }: DetectedField, note = ''): string {
  return [note, type, values.join(', ')].filter(Boolean).join(' · ');
}
