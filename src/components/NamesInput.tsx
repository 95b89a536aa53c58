import { type ComboboxOption, MultiCombobox } from '@grafana/ui';
import { type ReactElement } from 'react';
import { useOffered } from './useOffered';

interface Props {
  id: string;
  placeholder: string;
  /** As the query has it. */
  value: unknown;
  onCommit: (value: string[] | undefined) => void;
  /** The names that there are. */
  offered: () => Promise<readonly string[]>;
}

/** Several names: of those that there are, or any other, such as a variable. They are asked for when it is opened. */
export function NamesInput({ value, onCommit, offered, ...control }: Props): ReactElement {
  const names = Array.isArray(value) ? value.map(String) : [];
  const options = useOffered(offered);

  const change = (chosen: Array<ComboboxOption<string>>) => {
    const changed = chosen.flatMap((option) => namesIn(option.value));
    // It reports a choice again where its options change.
    if (changed.join('\n') !== names.join('\n')) {
      onCommit(changed.length > 0 ? changed : undefined);
    }
  };
  return (
    <MultiCombobox<string>
      {...control}
      width={40}
      createCustomValue
      options={options}
      value={names}
      onChange={change}
    />
  );
}

/** What is typed in may be several, with commas between them. */
function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
