import { EditorField } from '@grafana/plugin-ui';
import { Combobox, Input, MultiCombobox, Switch } from '@grafana/ui';
import { type ReactElement, useId, useState } from 'react';
import { type ChoiceSetting, type Entry } from '../query/table/entry';
import { problemAt, readTable } from '../query/table/problems';
import { mayHoldVariable } from '../query/variables';
import { NamesInput } from './NamesInput';

interface Props {
  /** Its key in the query. */
  name: string;
  entry: Entry;
  /** As the query has it. */
  value: unknown;
  onCommit: (value: unknown) => void;
  /** Names to choose from, of a list of names. */
  offered: () => Promise<string[]>;
}

/** One option of a query. */
export function QueryOption({ name, entry, value, onCommit, offered }: Props): ReactElement {
  const id = useId();
  const { label, description, placeholder } = entry;
  const control = { id, placeholder: placeholder ?? ('default' in entry ? String(entry.default) : '') };
  const choice = entry.kind === 'list' ? entry.of : entry;
  if (entry.kind === 'list' && choice.kind === 'text') {
    return (
      <EditorField label={label} tooltip={description} htmlFor={id}>
        <NamesInput {...control} value={value} onCommit={onCommit} offered={offered} />
      </EditorField>
    );
  }
  if (choice.kind === 'flag') {
    return (
      <EditorField label={label} tooltip={description} htmlFor={id}>
        <Switch
          id={id}
          value={value === true}
          onChange={(event) => onCommit(event.currentTarget.checked || undefined)}
        />
      </EditorField>
    );
  }
  if (choice.kind !== 'choice') {
    return <TextOption {...control} name={name} entry={entry} value={value} onCommit={onCommit} />;
  }
  const options = optionsOf(choice);
  return (
    <EditorField label={label} tooltip={description} htmlFor={id}>
      {entry.kind === 'list' ? (
        <MultiCombobox<string>
          {...control}
          width={40}
          options={options}
          value={textsOf(value)}
          onChange={(chosen) => onCommit(chosen.length > 0 ? chosen.map((option) => option.value) : undefined)}
        />
      ) : (
        <Combobox<string>
          {...control}
          width={30}
          isClearable
          options={options}
          value={typeof value === 'string' ? value : null}
          onChange={(option) => onCommit(option?.value)}
        />
      )}
    </EditorField>
  );
}

/** A text that takes effect when it is left, if nothing is wrong with it by then. */
function TextOption({
  id,
  placeholder,
  name,
  entry,
  value,
  onCommit,
}: Omit<Props, 'offered'> & { id: string; placeholder: string }): ReactElement {
  const shown = shownText(value);
  const [text, setText] = useState(shown);
  const problem = problemWith(name, entry, text);
  return (
    <EditorField
      label={entry.label}
      tooltip={entry.description}
      htmlFor={id}
      invalid={problem !== undefined}
      error={problem}
    >
      <Input
        id={id}
        width={30}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => text !== shown && problem === undefined && onCommit(valueOf(entry, text))}
      />
    </EditorField>
  );
}

/** Variables are filled in only when the query runs. */
function problemWith(name: string, entry: Entry, text: string): string | undefined {
  const hasVariable = entry.kind === 'timeZone' && mayHoldVariable(text);
  const { problems } = readTable({ [name]: entry }, { [name]: valueOf(entry, text) });
  return hasVariable ? undefined : (problemAt(problems, [name]) ?? problems[0]?.message);
}

/** What is typed, as the query has it; undefined where nothing is. */
function valueOf(entry: Entry, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  switch (entry.kind) {
    case 'number':
    case 'integer':
      return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
    default:
      return trimmed;
  }
}

function shownText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

function optionsOf({ options }: ChoiceSetting) {
  return Object.entries(options).map(([value, { label, description }]) => ({ value, label, description }));
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Whether the summary names an option: those that narrow what is seen, and what is set. */
export function isShown(name: string, value: unknown): boolean {
  return value !== undefined || !UNSAID.has(name);
}

/** They say nothing where they are not set. */
const UNSAID: ReadonlySet<string> = new Set(['metric', 'live']);

/** "Services: all"; of what is only on or off its name. */
export function summaryOf(entry: Entry, value: unknown): string {
  if (entry.kind === 'flag') {
    return entry.label;
  }
  const choice = entry.kind === 'list' ? entry.of : entry;
  const labels = choice.kind === 'choice' ? choice.options : {};
  const texts = (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined && one !== null).map(String);
  const known = texts.map((text) => (Object.hasOwn(labels, text) ? labels[text].label : text));
  const nothing = 'default' in entry ? String(entry.default) : (entry.placeholder ?? '');
  return `${entry.label}: ${known.join(', ') || nothing}`;
}
