import { LoadingPlaceholder } from '@grafana/ui';
import { type ComponentProps, lazy, type ReactElement, Suspense } from 'react';

/* The editors know every setting and how to check it: they are loaded where they are opened, not with each dashboard. */

const LazyConfigEditor = lazy(async () => ({ default: (await import('./ConfigEditor')).ConfigEditor }));
const LazyQueryEditor = lazy(async () => ({ default: (await import('./QueryEditor')).QueryEditor }));

export function ConfigEditor(props: ComponentProps<typeof LazyConfigEditor>): ReactElement {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading the settings" />}>
      <LazyConfigEditor {...props} />
    </Suspense>
  );
}

export function QueryEditor(props: ComponentProps<typeof LazyQueryEditor>): ReactElement {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading the query editor" />}>
      <LazyQueryEditor {...props} />
    </Suspense>
  );
}
