import { EditorField } from '@grafana/plugin-ui';
import { Button, Stack } from '@grafana/ui';
import { type ReactElement } from 'react';
import { filterText } from '../query/filters/adHoc';
import { QUERY, type SeismologQuery } from '../query/query';
import { tr } from './texts';

interface Props {
  filters: NonNullable<SeismologQuery['filters']>;
  onChange: (filters: SeismologQuery['filters']) => void;
}

/** The filters that came with the query, from a dashboard or the details of a log; each can be taken away. */
export function QueryFilters({ filters, onChange }: Props): ReactElement {
  return (
    <EditorField label={tr(QUERY.filters.label)} tooltip={tr('A click removes one.')}>
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
      </Stack>
    </EditorField>
  );
}
