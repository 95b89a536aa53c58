import { type ReactElement } from 'react';
import { NAMING_VIEWS } from '../query/names';
import { type Props, QueryEditor } from './QueryEditor';

/** The query of a variable: of the views those that have names. */
export function VariableEditor(props: Props): ReactElement {
  return <QueryEditor {...props} views={NAMING_VIEWS} />;
}
