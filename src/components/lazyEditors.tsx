import { type QueryEditorHelpProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { type ComponentProps, lazy, type ReactElement, Suspense } from 'react';
import { type SeismologDataSource } from '../datasource';
import { type SeismologQuery } from '../query/query';
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
const LazyVariableEditor = lazy(async () => {
  const [{ VariableEditor }] = await Promise.all([import('./VariableEditor'), translations()]);
  return { default: VariableEditor };
});
const LazyQueryHelp = lazy(async () => {
  const [{ QueryHelp }] = await Promise.all([import('./QueryHelp'), translations()]);
  return { default: QueryHelp };
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

export function VariableEditor(props: ComponentProps<typeof LazyVariableEditor>): ReactElement {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyVariableEditor {...props} />
    </Suspense>
  );
}

export function QueryHelp({ datasource, ...props }: QueryEditorHelpProps<SeismologQuery>): ReactElement {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyQueryHelp {...props} datasource={datasource as SeismologDataSource} />
    </Suspense>
  );
}
