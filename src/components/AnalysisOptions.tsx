import { Collapse } from '@grafana/ui';
import { type FocusEvent, type ReactElement, useRef, useState } from 'react';
import { ANALYSIS, type PartialAnalysisOptions } from '../query/options';
import { patternProblems } from '../query/patterns';
import { withOwnDefaults } from '../query/table/defaults';
import { leavesOf, valueAt, withValueAt } from '../query/table/paths';
import { problemAt, readTable } from '../query/table/problems';
import { type Form } from './config/form';
import { SettingRows } from './config/SettingRows';
import { tr, translated } from './texts';

interface Props {
  /** As the query has them. */
  value: PartialAnalysisOptions | undefined;
  /** What applies where the query has nothing: the options of the data source. */
  inherited: PartialAnalysisOptions | undefined;
  onChange: (value: PartialAnalysisOptions | undefined) => void;
  onRunQuery: () => void;
}

/**
 * The options of the analysis for one query, over those of the data source. They take effect when they are left: an
 * analysis by other options is one of its own.
 */
export function AnalysisOptions({ value = {}, inherited, onChange, onRunQuery }: Props): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const isChanged = useRef(false);
  const own = leavesOf(ANALYSIS).filter(({ path }) => valueAt(value, path) !== undefined).length;
  const problems = [...readTable(ANALYSIS, value).problems, ...patternProblems(ANALYSIS, value)];
  const form: Form = {
    value: (path) => valueAt(value, path),
    set: (path, next) => {
      const changed = withoutEmpty(withValueAt(value, path, next));
      isChanged.current = true;
      onChange(Object.keys(changed).length > 0 ? changed : undefined);
    },
    problem: (path) => problemAt(problems, path),
    problems,
    disabled: false,
    detected: undefined,
  };
  const runWhenLeft = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (isChanged.current && !currentTarget.contains(relatedTarget)) {
      isChanged.current = false;
      onRunQuery();
    }
  };
  const title =
    own > 0
      ? tr('Analysis: {{count}} set for this query alone', { count: own })
      : tr('Analysis: as the data source has it');
  return (
    <div onBlur={runWhenLeft} style={{ width: '100%' }}>
      <Collapse label={title} isOpen={isOpen} onToggle={setOpen}>
        {isOpen && <SettingRows form={form} settings={translated(withOwnDefaults(ANALYSIS, inherited))} />}
      </Collapse>
    </div>
  );
}

/** Without groups in which nothing is set. */
function withoutEmpty(options: PartialAnalysisOptions): PartialAnalysisOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, group]) => Array.isArray(group) || Object.keys(group).length > 0)
  );
}
