import { ConfigSubSection } from '@grafana/plugin-ui';
import { Box, Field, Grid, Icon, Stack, Text } from '@grafana/ui';
import { type ReactElement, useId } from 'react';
import { type Entry, type Setting, type Table } from '../../query/table/entry';
import { type Path } from '../../query/table/paths';
import { FieldMapping } from './FieldMapping';
import { type Form } from './form';
import { ListInput } from './ListInput';
import { isRadioGroup, SettingInput } from './SettingInput';

interface RowsProps {
  form: Form;
  /** The settings to show, by their keys. */
  settings: Table;
  /** Where they stand. */
  path?: Path;
}

/**
 * Rows for all settings of a table: single ones in columns, long ones below them, then a section for each group and
 * list.
 */
export function SettingRows({ form, settings, path = [] }: RowsProps): ReactElement {
  const entries = Object.entries(settings).map(([key, entry]) => ({ path: [...path, key], entry }));
  const single = entries.flatMap((row) => (isSetting(row.entry) ? [{ path: row.path, setting: row.entry }] : []));
  const [short, long] = [
    single.filter(({ setting }) => !isLong(setting)),
    single.filter(({ setting }) => isLong(setting)),
  ];
  return (
    <Stack direction="column" gap={2}>
      {short.length > 0 && (
        <Grid gap={2} minColumnWidth={44}>
          {short.map((row) => (
            <SettingRow key={row.path.join()} form={form} {...row} />
          ))}
        </Grid>
      )}
      {long.map((row) => (
        <SettingRow key={row.path.join()} form={form} {...row} />
      ))}
      {entries.map(
        ({ path, entry }) => !isSetting(entry) && <Section key={path.join()} form={form} path={path} entry={entry} />
      )}
    </Stack>
  );
}

/** A group of groups has no heading of its own: those of its groups are enough. */
function Section({ form, path, entry }: { form: Form; path: Path; entry: Exclude<Entry, Setting> }): ReactElement {
  if (entry.kind === 'group' && !Object.values(entry.settings).some(isSetting)) {
    return <SettingRows form={form} settings={entry.settings} path={path} />;
  }
  return (
    <Box marginTop={3}>
      <ConfigSubSection title={entry.label} description={entry.description}>
        {entry.kind === 'list' ? (
          <ListInput form={form} path={path} list={entry} />
        ) : (
          <GroupRows form={form} path={path} settings={entry.settings} />
        )}
      </ConfigSubSection>
    </Box>
  );
}

function GroupRows(props: RowsProps): ReactElement {
  const { options } = props.form;
  const namesFields = Object.values(props.settings).some(({ kind }) => kind === 'field');
  return namesFields && options ? (
    <FieldMapping form={{ ...props.form, options }}>{(form) => <SettingRows {...props} form={form} />}</FieldMapping>
  ) : (
    <SettingRows {...props} />
  );
}

/** A setting with its label, and what is wrong with it. */
export function SettingRow({ form, path, setting }: { form: Form; path: Path; setting: Setting }): ReactElement {
  const ownId = useId();
  // A group of radio buttons is called by its aria-label: no element of it has the id that a label could point to.
  const id = isRadioGroup(setting) ? undefined : ownId;
  const problem = form.problem(path);
  const warning = form.warning?.(path);
  const field = (
    <Field
      label={setting.label}
      description={setting.description}
      htmlFor={id}
      noMargin
      disabled={form.disabled}
      invalid={problem !== undefined}
      error={problem}
    >
      <SettingInput
        id={id}
        setting={setting}
        name={String(path.at(-1))}
        value={form.value(path)}
        onChange={(value) => form.set(path, value)}
        detected={form.detected}
      />
    </Field>
  );
  return warning === undefined ? (
    field
  ) : (
    <Stack direction="column" gap={0.5}>
      {field}
      <div role="note" aria-label={setting.label}>
        <Text variant="bodySmall" color="warning">
          <Icon name="exclamation-triangle" size="sm" /> {warning}
        </Text>
      </div>
    </Stack>
  );
}

function isSetting(entry: Entry): entry is Setting {
  return entry.kind !== 'group' && entry.kind !== 'list';
}

function isLong({ kind }: Setting): boolean {
  return kind === 'pattern' || kind === 'formula' || kind === 'object';
}
