import { useState } from 'react';
import { errorText } from './config/errorText';

/** What became of a question. */
export type AnswerState<Answer> =
  | { readonly status: 'idle' | 'loading' }
  | { readonly status: 'loaded'; readonly answer: Answer }
  | { readonly status: 'failed'; readonly error: string };

/**
 * A question to the back end that is asked when it is told to. The answer to another question than the one that stands
 * there is let go.
 *
 * @param question differs between questions
 */
export function useAnswer<Answer>(
  question: string,
  ask: () => Promise<Answer>
): { state: AnswerState<Answer>; start: () => void } {
  type State = AnswerState<Answer>;
  const [kept, setKept] = useState<{ question: string; state: State }>({ question, state: { status: 'idle' } });
  const settle = (state: State) => setKept((before) => (before.question === question ? { question, state } : before));
  const start = () => {
    setKept({ question, state: { status: 'loading' } });
    void ask().then(
      (answer) => settle({ status: 'loaded', answer }),
      (error: unknown) => settle({ status: 'failed', error: errorText(error) })
    );
  };
  return { state: kept.question === question ? kept.state : { status: 'idle' }, start };
}
