import { useState } from 'react';
import { type Backtest } from '../../query/backtest';
import { errorText } from '../config/errorText';

/** What became of trying a rule. */
export type TriedState =
  | { readonly status: 'idle' | 'loading' }
  | { readonly status: 'loaded'; readonly tried: Backtest }
  | { readonly status: 'failed'; readonly error: string };

/**
 * A rule that is tried when it is told to. What came of another rule than the one that stands there is let go.
 *
 * @param rule differs between rules
 */
export function useTriedRule(rule: string, ask: () => Promise<Backtest>): { state: TriedState; start: () => void } {
  const [kept, setKept] = useState<{ rule: string; state: TriedState }>({ rule, state: { status: 'idle' } });
  const settle = (state: TriedState) => setKept((before) => (before.rule === rule ? { rule, state } : before));
  const start = () => {
    setKept({ rule, state: { status: 'loading' } });
    void ask().then(
      (tried) => settle({ status: 'loaded', tried }),
      (error: unknown) => settle({ status: 'failed', error: errorText(error) })
    );
  };
  return { state: kept.rule === rule ? kept.state : { status: 'idle' }, start };
}
