import { type Json } from './panel';

/** The dashboards, in the order in which they link to each other. */
export const DASHBOARDS = {
  'seismolog-on-call': 'On call',
  'seismolog-overview': 'Overview',
  'seismolog-service': 'Service',
  'seismolog-patterns': 'Patterns',
} as const;

export type Uid = keyof typeof DASHBOARDS;

/** What every way between dashboards keeps, beside what it names itself. */
const KEPT = '${datasource:queryparam}&${filters:queryparam}&${__url_time_range}';

/** To the other dashboards; the time and all that is chosen above goes along. */
export function dashboardLinks(own: Uid): Json[] {
  return Object.entries(DASHBOARDS)
    .filter(([uid]) => uid !== own)
    .map(([uid, title]) => ({
      type: 'link',
      title,
      url: `/d/${uid}`,
      icon: 'dashboard',
      tooltip: '',
      targetBlank: false,
      keepTime: true,
      includeVars: true,
      asDropdown: false,
      tags: [],
    }));
}

/** @param name where Grafana finds the service, such as `__data.fields.service` */
export function serviceLink(name: string): Json[] {
  return [{ title: 'Open the service', url: `/d/seismolog-service?var-service=\${${name}:percentencode}&${KEPT}` }];
}

/** To one incident, on the page for who is on call. */
export function incidentLink(): Json[] {
  const chosen = 'var-incident=${__data.fields.id:percentencode}&${service:queryparam}';
  return [{ title: 'Read this incident', url: `/d/seismolog-on-call?${chosen}&${KEPT}` }];
}
