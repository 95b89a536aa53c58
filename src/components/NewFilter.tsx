import { EditorField } from '@grafana/plugin-ui';
import { Button, Combobox, Stack } from '@grafana/ui';
import { type ReactElement, useId, useState } from 'react';
import { FILTER, takesSeveral } from '../query/filters/filter';
import { type SeismologQuery } from '../query/query';
import { NamesInput } from './NamesInput';
import { tr, translated } from './texts';
import { useOffered } from './useOffered';

type StoredFilter = NonNullable<SeismologQuery['filters']>[number];

/** What can be filtered by. */
export interface Filterable {
  keys: () => Promise<string[]>;
  values: (key: string) => Promise<string[]>;
}

interface Props {
  filterable: Filterable;
  onAdd: (filter: StoredFilter) => void;
  onCancel: () => void;
}

/** A filter by hand: keys and values are those that there are, or any other. */
export function NewFilter({ filterable, onAdd, onCancel }: Props): ReactElement {
  const id = useId();
  const [key, setKey] = useState('');
  const [operator, setOperator] = useState<StoredFilter['operator']>('=');
  const [values, setValues] = useState<readonly string[]>([]);
  const keys = useOffered(filterable.keys);
  const offered = async () => (key === '' ? [] : filterable.values(key));
  const isSeveral = takesSeveral({ operator });
  const texts = translated(FILTER);

  const value = { id: `${id}-value`, key: `value of ${key}`, placeholder: '', offered };
  return (
    <Stack gap={1} wrap="wrap" alignItems="end">
      <EditorField label={texts.key.label} tooltip={texts.key.description} htmlFor={`${id}-key`}>
        <Combobox<string>
          id={`${id}-key`}
          width={25}
          createCustomValue
          isClearable
          options={keys}
          value={key || null}
          onChange={(chosen) => {
            setKey(chosen?.value.trim() ?? '');
            setValues([]);
          }}
        />
      </EditorField>
      <EditorField label={texts.operator.label} htmlFor={`${id}-operator`}>
        <Combobox<StoredFilter['operator']>
          id={`${id}-operator`}
          width={22}
          options={OPERATORS.map((each) => ({
            value: each,
            label: `${each} ${texts.operator.options[each].label}`,
          }))}
          value={operator}
          onChange={(chosen) => {
            setOperator(chosen.value);
            setValues(takesSeveral({ operator: chosen.value }) ? values : values.slice(0, 1));
          }}
        />
      </EditorField>
      <EditorField label={isSeveral ? texts.values.label : texts.value.label} htmlFor={value.id}>
        {isSeveral ? (
          <NamesInput {...value} key={value.key} value={values} onCommit={(chosen) => setValues(chosen ?? [])} />
        ) : (
          <OneValue {...value} key={value.key} value={values[0] ?? ''} onChange={(chosen) => setValues([chosen])} />
        )}
      </EditorField>
      <Button
        size="md"
        variant="secondary"
        disabled={key === '' || (isSeveral && values.length === 0)}
        onClick={() => onAdd({ key, operator, value: values[0] ?? '', ...(isSeveral && { values: [...values] }) })}
      >
        {tr('Add')}
      </Button>
      <Button size="md" variant="secondary" fill="text" onClick={onCancel}>
        {tr('Cancel')}
      </Button>
    </Stack>
  );
}

interface OneValueProps {
  id: string;
  offered: () => Promise<readonly string[]>;
  value: string;
  onChange: (value: string) => void;
}

function OneValue({ id, offered, value, onChange }: OneValueProps): ReactElement {
  return (
    <Combobox<string>
      id={id}
      width={40}
      createCustomValue
      isClearable
      options={useOffered(offered)}
      value={value || null}
      onChange={(chosen) => onChange(chosen?.value ?? '')}
    />
  );
}

const OPERATORS = Object.keys(FILTER.operator.options) as Array<StoredFilter['operator']>;
