import { QueryOptionGroup } from '@grafana/plugin-ui';
import { type ReactElement } from 'react';
import { queryTable, type SeismologQuery } from '../query/query';
import { type ReadingCost } from '../query/readingCost';
import { type Entry } from '../query/table/entry';
import { type ViewType } from '../query/views';
import { CostOfReading } from './CostOfReading';
import { isShown, QueryOption, summaryOf } from './QueryOption';
import { tr, translated } from './texts';

interface Props {
  view: ViewType;
  query: SeismologQuery;
  onChange: (query: SeismologQuery) => void;
  onRunQuery: () => void;
  /** The services that there are to choose from. */
  services: () => Promise<string[]>;
  /** Asked where the options are open; another one is asked anew. */
  cost: () => Promise<ReadingCost | null>;
}

/** The options that the view has (query/query.ts), behind a summary. Text takes effect when the field is left. */
export function QueryOptions({ view, query, onChange, onRunQuery, services, cost }: Props): ReactElement {
  const options: Array<[string, Entry]> = Object.entries(translated(queryTable(view))).filter(
    ([key]) => !DRAWN_APART.has(key)
  );
  const values: Readonly<Record<string, unknown>> = { ...query };
  return (
    <QueryOptionGroup
      title={tr('Options')}
      collapsedInfo={options
        .filter(([key]) => isShown(key, values[key]))
        .map(([key, entry]) => summaryOf(entry, values[key]))}
    >
      {options.map(([key, entry]) => (
        <QueryOption
          key={`${view} ${key}`}
          name={key}
          entry={entry}
          value={values[key]}
          offered={services}
          onCommit={(value) => {
            onChange({ ...query, [key]: value });
            onRunQuery();
          }}
        />
      ))}
      <CostOfReading ask={cost} />
    </QueryOptionGroup>
  );
}

/** They have rows of their own. */
const DRAWN_APART: ReadonlySet<string> = new Set(['queryType', 'expr', 'filters', 'analysis']);
