import { Alert } from '@grafana/ui';
import { type ReactElement } from 'react';
import { type Problem, problemText } from '../query/table/problems';

/** All that is wrong, also with what no row shows: every panel and rule would fail for it. */
export function ProblemList({ title, problems }: { title: string; problems: readonly Problem[] }): ReactElement | null {
  return problems.length === 0 ? null : (
    <Alert severity="error" title={title}>
      <ul>
        {problems.map((problem, i) => (
          <li key={i}>{problemText(problem)}</li>
        ))}
      </ul>
    </Alert>
  );
}
