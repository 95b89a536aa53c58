import { ConfigSection, ConnectionSettings } from '@grafana/plugin-ui';
import { Divider } from '@grafana/ui';
import { type ReactElement } from 'react';
import { sourceOf, type SourceType } from '../../query/sources';
import { type Table } from '../../query/table/entry';
import { tr, translated } from '../texts';
import { type Form } from './form';
import { SettingRows } from './SettingRows';
import { StoreAuth } from './StoreAuth';
import { type SectionProps } from './update';

interface Props extends SectionProps {
  source: SourceType;
  form: Form;
  /** More settings of this source. */
  settings: Table;
}

/** Where a source's logs are: address and login, if it has a store, and its own settings. */
export function StoreSection({ source, form, settings, options, onOptionsChange }: Props): ReactElement {
  const { store } = sourceOf(source);
  return (
    <>
      {store && (
        <>
          <ConnectionSettings config={options} onChange={onOptionsChange} urlPlaceholder={store.urlPlaceholder} />
          <Divider spacing={4} />
          <StoreAuth options={options} onOptionsChange={onOptionsChange} token={translated(store.token)} />
          <Divider spacing={4} />
        </>
      )}
      <ConfigSection title={tr('Logs')}>
        <SettingRows form={form} settings={settings} />
      </ConfigSection>
    </>
  );
}
