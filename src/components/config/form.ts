import { patternProblems } from '../../query/patterns';
import { SETTINGS } from '../../query/settings';
import { type Path, valueAt, withValueAt } from '../../query/table/paths';
import { type Problem, problemAt } from '../../query/table/problems';
import { settingsProblems } from '../../query/validation';
import { type Options, type SectionProps } from './update';
import { type DetectedFields, useDetectedFields } from './useDetectedFields';

/** What the rows of the settings page read from and write to. */
export interface Form {
  value(path: Path): unknown;
  /** undefined takes the setting out, so that its default applies. */
  set(path: Path, value: unknown): void;
  /** What is wrong with the value at a path. */
  problem(path: Path): string | undefined;
  problems: readonly Problem[];
  /** What may be wrong with the value at a path, by what the logs are like with it. */
  warning?(path: Path): string | undefined;
  /** The data source as it stands; left out: what is set is not its own. */
  options?: Options;
  /** A provisioned data source can be looked at only. */
  disabled: boolean;
  /** The fields that the logs have; undefined: the data source is not saved yet, so nobody knows. */
  detected: DetectedFields | undefined;
}

export function useForm({ options, onOptionsChange }: SectionProps): Form {
  const detected = useDetectedFields(options);
  const { jsonData, readOnly, uid } = options;
  const problems = [...settingsProblems(options), ...patternProblems(SETTINGS, jsonData)];
  return {
    value: (path) => valueAt(jsonData, path),
    set: (path, value) => onOptionsChange({ ...options, jsonData: withValueAt(jsonData, path, value) }),
    problem: (path) => problemAt(problems, path),
    problems,
    options,
    disabled: readOnly === true,
    detected: uid === '' ? undefined : detected,
  };
}
