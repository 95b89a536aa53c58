import { stringField } from './fields';
import { type FieldConfig, type StringField } from './frame';

/** Read by links and annotations only. */
export const HIDDEN: FieldConfig = { custom: { hideFrom: { viz: true, legend: true, tooltip: true } } };

/** A column that leads to Explore: the config of the column that is clicked on, and one that holds what is shown there. */
export interface ExploreLink {
  readonly config: FieldConfig | undefined;
  readonly fields: StringField[];
}

const NO_LINK: ExploreLink = { config: undefined, fields: [] };

/**
 * A link of each row to Explore.
 *
 * @param name of the column that holds what Explore shows
 * @param stateOf JSON of Explore's panes; left out where there is nothing to lead to
 */
export function exploreLink<Row>(
  name: string,
  title: string,
  rows: readonly Row[],
  stateOf: ((row: Row) => string) | undefined
): ExploreLink {
  if (!stateOf) {
    return NO_LINK;
  }
  const url = `/explore?schemaVersion=1&panes=\${__data.fields.${name}:percentencode}`;
  return { config: { links: [{ title, url }] }, fields: [stringField(name, rows.map(stateOf), HIDDEN)] };
}
