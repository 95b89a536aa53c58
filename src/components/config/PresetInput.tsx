import { Combobox, Field } from '@grafana/ui';
import { type ReactElement, useId, useState } from 'react';
import { PRESET_NAMES, presetMapping, PRESETS, presetOf, type PresetName, recognisePreset } from '../../query/presets';
import { type FieldMapping } from '../../query/settings';
import { isObject } from '../../objects';
import { tr } from '../texts';
import { type Form } from './form';

// The same ones each time that it is drawn: the combobox reports a choice again where they change.
const OPTIONS = PRESET_NAMES.map((name) => {
  const { label, description } = PRESETS[name];
  return { value: name, label, description };
});

/** A choice that fills in the field mapping; what is set beside the names of fields stays. */
export function PresetInput({ form }: { form: Form }): ReactElement {
  const id = useId();
  const stored = form.value(['fields']);
  // What is no mapping is marked elsewhere.
  const mapping = (isObject(stored) ? stored : {}) as FieldMapping;
  const detected = form.detected?.fields ?? [];
  const recognised = recognisePreset(detected);
  const chosen = presetOf(mapping, detected);
  const [vain, setVain] = useState<PresetName>();
  const choose = (name: PresetName | undefined): void => {
    const old = chosen ? Object.keys(presetMapping(chosen, detected)) : [];
    const kept = Object.fromEntries(Object.entries(mapping).filter(([key]) => !old.includes(key)));
    const filled = { ...kept, ...(name && presetMapping(name, detected)) };
    setVain(name && Object.keys(presetMapping(name, detected)).length === 0 ? name : undefined);
    form.set(['fields'], Object.keys(filled).length > 0 ? filled : undefined);
  };
  return (
    <Field
      label={tr('Preset')}
      description={
        vain
          ? tr('The logs of the last hour have none of the names of {{preset}}.', { preset: PRESETS[vain].label })
          : recognised
            ? tr('The logs look like those of {{preset}}, whose names are recognised without a preset, too.', {
                preset: PRESETS[recognised].label,
              })
            : tr('Fills in the names of a convention. Without one the usual names are recognised.')
      }
      htmlFor={id}
      noMargin
      disabled={form.disabled}
    >
      <Combobox
        id={id}
        isClearable
        placeholder={tr('none')}
        options={OPTIONS}
        value={chosen ?? null}
        onChange={(option) => option?.value !== chosen && choose(option?.value)}
      />
    </Field>
  );
}
