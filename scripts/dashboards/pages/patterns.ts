import { allServices, type Page, textVariable } from '../dashboard';
import { namedPatterns, topErrors } from '../panels/charts';
import { chosenCorrelations, chosenTemplates, newTemplates, trend, vanishedTemplates } from '../panels/tables';

export const patterns: Page = {
  uid: 'seismolog-patterns',
  description:
    'The kinds of messages: how often, rising or falling, new, vanished, which errors come together, and your own.',
  variables: [
    allServices,
    textVariable('include', 'Include', 'A regular expression: only templates in which it matches.'),
    textVariable('exclude', 'Exclude', 'A regular expression: no templates in which it matches.'),
  ],
  from: 'now-7d',
  rows: [
    [8, [12, newTemplates], [12, vanishedTemplates]],
    [9, [10, topErrors], [6, namedPatterns], [8, trend]],
    [16, [24, chosenTemplates]],
    [12, [24, chosenCorrelations]],
  ],
};
