import { type Preset, PRESETS } from '../../query/presets';
import { recogniseField } from '../fieldNames';

describe('the names of a preset', () => {
  it.each(
    Object.values<Preset>(PRESETS).flatMap(({ label, fields }) =>
      Object.entries(fields).flatMap(([role, names]) => names.map((name) => ({ label, name, role })))
    )
  )('of $label: $name is recognised as $role without it, too', ({ name, role }) => {
    expect(recogniseField(name.split('.'), {})?.role).toBe(role);
  });
});
