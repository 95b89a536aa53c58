import { EditorField } from '@grafana/plugin-ui';
import { Button, Stack } from '@grafana/ui';
import { type ReactElement, useState } from 'react';
import { filterText } from '../query/filters/adHoc';
import { QUERY, type SeismologQuery } from '../query/query';
import { type Filterable, NewFilter } from './NewFilter';
import { tr, translated } from './texts';

interface Props {
  filters: NonNullable<SeismologQuery['filters']>;
  filterable: Filterable;
  onChange: (filters: SeismologQuery['filters']) => void;
}

/** The filters of a query, from a dashboard, the details of a log or by hand; each can be taken away. */
export function QueryFilters({ filters, filterable, onChange }: Props): ReactElement {
  const [isAdding, setAdding] = useState(false);
  const { label, description } = translated(QUERY.filters);
  return (
    <EditorField label={label} tooltip={`${description} ${tr('A click removes one.')}`}>
      <Stack direction="column" gap={1}>
        <Stack gap={1} wrap="wrap">
          {filters.map((filter, i) => (
            <Button
              key={i}
              size="sm"
              variant="secondary"
              icon="times"
              aria-label={tr('Remove the filter {{filter}}', { filter: filterText(filter) })}
              onClick={() => {
                const others = filters.filter((_, other) => other !== i);
                onChange(others.length > 0 ? others : undefined);
              }}
            >
              {filterText(filter)}
            </Button>
          ))}
          {!isAdding && (
            <Button size="sm" variant="secondary" fill="outline" icon="plus" onClick={() => setAdding(true)}>
              {tr('Add a filter')}
            </Button>
          )}
        </Stack>
        {isAdding && (
          <NewFilter
            filterable={filterable}
            onCancel={() => setAdding(false)}
            onAdd={(filter) => {
              setAdding(false);
              onChange([...filters, filter]);
            }}
          />
        )}
      </Stack>
    </EditorField>
  );
}
