import { type Setting } from '../../query/table/entry';
import { type DetectedFields } from './useDetectedFields';

/** What every control of a setting gets. */
export interface SettingInputProps {
  id?: string;
  'aria-label'?: string;
  setting: Setting;
  /** The setting's key in its group. */
  name: string;
  /** As it is stored, which may be anything. */
  value: unknown;
  /** undefined: nothing is set. */
  onChange: (value: unknown) => void;
  detected?: DetectedFields;
  disabled?: boolean;
  invalid?: boolean;
}

/** What is stored as an input shows it. */
export function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
