import { useEffect, useRef } from 'react';
import { type SeismologQuery } from '../query/query';
import { type ViewType } from '../query/views';

interface Editor {
  /** As it is shown: Grafana lays it over the default query of the place. */
  query: SeismologQuery;
  /** As they are stored, where Grafana gives them. */
  queries?: ReadonlyArray<{ refId: string; queryType?: string }>;
  onChange: (query: SeismologQuery) => void;
}

/**
 * Stores the view that an editor shows where the query has none yet. An alert rule is evaluated as it is stored: a new
 * one that nobody touches would have no view.
 */
export function useStoredView({ query, queries, onChange }: Editor, view: ViewType): void {
  const stored = queries?.find(({ refId }) => refId === query.refId) ?? query;
  const isMissing = !stored.queryType;
  const isWritten = useRef(false);
  useEffect(() => {
    if (isMissing && !isWritten.current) {
      onChange({ ...query, queryType: view });
    }
    // Once: who does not store it now will not store it either when asked again and again.
    isWritten.current = isMissing;
  }, [isMissing, query, view, onChange]);
}
