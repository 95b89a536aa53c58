import { type Incident } from '../../../analysis/model/analysis';

/** Where the page has an incident. */
export function anchorOf({ id }: Incident): string {
  return `incident-${id}`;
}
