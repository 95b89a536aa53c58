import { Button, Field, IconButton, Stack } from '@grafana/ui';
import { type ReactElement, useId } from 'react';
import { type List, type Setting } from '../../query/table/entry';
import { type Path } from '../../query/table/paths';
import { tr } from '../texts';
import { type Form } from './form';
import { SettingInput } from './SettingInput';
import { isObject } from '../../objects';

/** The settings of an item, each with its key. An item that is not a group is one setting without a key. */
function cellsOf({ of }: List): Array<[string | undefined, Setting]> {
  return of.kind === 'group'
    ? Object.entries(of.settings).flatMap(([key, entry]) =>
        entry.kind === 'group' || entry.kind === 'list' ? [] : [[key, entry] as [string, Setting]]
      )
    : of.kind === 'list'
      ? []
      : [[undefined, of]];
}

/** From so many settings on an item shows what each is called: their examples alone no longer tell. */
const LABELLED = 3;

/** A list with an item per row, and a button that adds another. */
export function ListInput({ form, path, list }: { form: Form; path: Path; list: List }): ReactElement {
  const stored = form.value(path);
  const items: unknown[] = Array.isArray(stored) ? stored : [];
  const name = list.of.label;
  const listId = useId();
  const cells = cellsOf(list);
  const change = (changed: unknown[]) => form.set(path, changed.length > 0 ? changed : undefined);
  const changeItem = (index: number, item: unknown) => change(items.map((old, i) => (i === index ? item : old)));

  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      {items.map((item, index) => (
        <Stack key={index} gap={1} alignItems="flex-start" wrap="wrap">
          {cells.map(([key, setting]) => {
            const label = `${setting.label} ${index + 1}`;
            const labelled = cells.length < LABELLED ? {} : { label, htmlFor: `${listId}-${index}-${key}` };
            const problem = form.problem(key === undefined ? [...path, index] : [...path, index, key]);
            return (
              <Field
                key={key ?? ''}
                {...labelled}
                noMargin
                disabled={form.disabled}
                invalid={problem !== undefined}
                error={problem}
              >
                <SettingInput
                  id={labelled.htmlFor}
                  aria-label={label}
                  setting={setting}
                  name={key ?? ''}
                  value={key === undefined ? item : isObject(item) ? item[key] : undefined}
                  onChange={(cell) =>
                    changeItem(
                      index,
                      key === undefined ? cell : { ...emptyGroup(list), ...(isObject(item) && item), [key]: cell ?? '' }
                    )
                  }
                />
              </Field>
            );
          })}
          <IconButton
            name="trash-alt"
            tooltip={tr('Remove: {{name}} {{number}}', { name, number: index + 1 })}
            disabled={form.disabled}
            onClick={() => change(items.filter((_, i) => i !== index))}
          />
        </Stack>
      ))}
      <Button
        icon="plus"
        variant="secondary"
        disabled={form.disabled || items.length >= list.maxItems}
        onClick={() => change([...items, emptyItem(list)])}
      >
        {tr('Add: {{name}}', { name })}
      </Button>
    </Stack>
  );
}

function emptyItem(list: List): unknown {
  return list.of.kind === 'group' ? emptyGroup(list) : '';
}

function emptyGroup(list: List): Record<string, unknown> {
  return Object.fromEntries(cellsOf(list).map(([key]) => [key, '']));
}
