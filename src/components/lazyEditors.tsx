import { initPluginTranslations } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { type ComponentProps, lazy, type ReactElement, Suspense } from 'react';
import { PLUGIN_ID } from '../query/settings';

/*
 * The editors know every setting and how to check it: they are loaded where they are opened, not with each dashboard,
 * and with them the texts in the language of Grafana's user.
 */

const translations = () => initPluginTranslations(PLUGIN_ID);

const LazyConfigEditor = lazy(async () => {
  const [{ ConfigEditor }] = await Promise.all([import('./ConfigEditor'), translations()]);
  return { default: ConfigEditor };
});
const LazyQueryEditor = lazy(async () => {
  const [{ QueryEditor }] = await Promise.all([import('./QueryEditor'), translations()]);
  return { default: QueryEditor };
});

export function ConfigEditor(props: ComponentProps<typeof LazyConfigEditor>): ReactElement {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyConfigEditor {...props} />
    </Suspense>
  );
}

export function QueryEditor(props: ComponentProps<typeof LazyQueryEditor>): ReactElement {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyQueryEditor {...props} />
    </Suspense>
  );
}
