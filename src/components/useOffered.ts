import { type ComboboxOption } from '@grafana/ui';
import { useCallback, useEffect, useRef } from 'react';

/** Names for a combobox: those that hold what is typed. They are asked for when it is opened. */
export function useOffered(
  offered: () => Promise<readonly string[]>
): (typed: string) => Promise<Array<ComboboxOption<string>>> {
  const latest = useRef(offered);
  useEffect(() => {
    latest.current = offered;
  }, [offered]);
  // The same function each time that it is drawn: the combobox asks again where it changes.
  return useCallback(async (typed: string) => matching(await latest.current(), typed), []);
}

function matching(names: readonly string[], typed: string): Array<ComboboxOption<string>> {
  const wanted = typed.trim().toLowerCase();
  return names.filter((name) => name.toLowerCase().includes(wanted)).map((value) => ({ value }));
}
