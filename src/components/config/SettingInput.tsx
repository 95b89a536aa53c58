import { Combobox, Input, RadioButtonGroup, Switch, TextArea } from '@grafana/ui';
import { type ChangeEvent, type FormEvent, type ReactElement } from 'react';
import { type ChoiceSetting, type NumberSetting, type Setting, type TextSetting } from '../../query/table/entry';
import { FieldNameInput } from './FieldNameInput';
import { ObjectInput } from './ObjectInput';
import { type SettingInputProps, textOf } from './inputProps';

type ControlProps<S extends Setting = Setting> = Omit<SettingInputProps, 'setting' | 'name' | 'detected'> & {
  setting: S;
};

/** The control that fits a kind of setting. */
export function SettingInput({ name, detected, ...props }: SettingInputProps): ReactElement {
  const { setting, ...rest } = props;
  switch (setting.kind) {
    case 'number':
    case 'integer':
      return <NumberInput {...rest} setting={setting} />;
    case 'flag':
      return (
        <Switch
          {...rest}
          value={(props.value ?? setting.default) === true}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return <ChoiceInput {...rest} setting={setting} />;
    case 'field':
      return detected ? <FieldNameInput {...props} name={name} detected={detected} /> : <TextInput {...props} />;
    case 'object':
      return <ObjectInput {...rest} placeholder={setting.placeholder} />;
    case 'text':
      return setting.lines === undefined ? <TextInput {...props} /> : <LinesInput {...rest} setting={setting} />;
    default:
      return <TextInput {...props} />;
  }
}

function TextInput({ setting, value, onChange, ...rest }: ControlProps): ReactElement {
  return (
    <Input
      {...rest}
      aria-invalid={rest.invalid}
      placeholder={setting.placeholder ?? String(setting.default ?? '')}
      value={textOf(value)}
      onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value || undefined)}
    />
  );
}

function LinesInput({ setting, value, onChange, ...rest }: ControlProps<TextSetting>): ReactElement {
  return (
    <TextArea
      {...rest}
      aria-invalid={rest.invalid}
      rows={setting.lines}
      placeholder={setting.placeholder}
      value={textOf(value)}
      onChange={({ currentTarget }: FormEvent<HTMLTextAreaElement>) => onChange(currentTarget.value || undefined)}
    />
  );
}

/**
 * A text while it is typed (`0.` on the way to `0.5`), a number once the field is left. What is no number stays as it
 * is, and is marked.
 */
function NumberInput({ setting, value, onChange, ...rest }: ControlProps<NumberSetting>): ReactElement {
  const text = value === 'auto' && setting.auto ? '' : textOf(value);
  return (
    <Input
      {...rest}
      aria-invalid={rest.invalid}
      inputMode={setting.kind === 'integer' ? 'numeric' : 'decimal'}
      suffix={setting.unit}
      placeholder={setting.placeholder ?? String(setting.default ?? '')}
      value={text}
      onChange={({ target }: ChangeEvent<HTMLInputElement>) => onChange(numberOrText(target.value, String))}
      onBlur={() => typeof value === 'string' && value !== 'auto' && onChange(numberOrText(value, () => value))}
    />
  );
}

/** @param written the form in which a text counts as a number */
function numberOrText(text: string, written: (number: number) => string): number | string | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  const number = Number(text);
  return Number.isFinite(number) && written(number) === text ? number : text;
}

/** Whether one of the choices always applies. */
export function isRadioGroup(setting: Setting): boolean {
  return setting.kind === 'choice' && setting.default !== undefined;
}

/** Radio buttons where one choice always applies; else a list that may stay empty. */
function ChoiceInput({ setting, value, onChange, disabled, ...rest }: ControlProps<ChoiceSetting>): ReactElement {
  const options = Object.entries(setting.options).map(([key, option]) => ({ value: key, ...option }));
  const { id, invalid, 'aria-label': label = setting.label } = rest;
  return !isRadioGroup(setting) ? (
    <Combobox
      id={id}
      invalid={invalid}
      disabled={disabled}
      isClearable
      placeholder={setting.placeholder}
      options={options.map(({ value, label, description }) => ({ value, label, description }))}
      value={textOf(value) || null}
      onChange={(option) => onChange(option?.value)}
    />
  ) : (
    <RadioButtonGroup
      aria-label={label}
      invalid={invalid}
      disabled={disabled}
      options={options}
      value={textOf(value) || setting.default}
      onChange={onChange}
    />
  );
}
