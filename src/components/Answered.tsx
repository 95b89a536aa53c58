import { Alert, LoadingBar } from '@grafana/ui';
import { type ReactElement, type ReactNode } from 'react';
import { type AnswerState } from './useAnswer';

interface Props<Answer> {
  state: AnswerState<Answer>;
  /** What is being done meanwhile, for those who cannot see the bar. */
  loading: string;
  /** The heading of what went wrong. */
  failed: string;
  children: (answer: Answer) => ReactNode;
}

/** What became of a question: a bar while it is asked, then the answer or what went wrong. */
export function Answered<Answer>({ state, loading, failed, children }: Props<Answer>): ReactElement | null {
  switch (state.status) {
    case 'idle':
      return null;
    case 'loading':
      return <LoadingBar width={200} ariaLabel={loading} />;
    case 'failed':
      return (
        <Alert severity="warning" title={failed}>
          {state.error}
        </Alert>
      );
    case 'loaded':
      return <>{children(state.answer)}</>;
  }
}
