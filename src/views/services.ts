import { type Analysis, type Incident, type ServiceSummary } from '../analysis/model/analysis';
import { type WindowTable } from '../logs/windowTable';
import { type ViewRequest } from './view';

/** Whether a request is for this service. */
export function isWanted(request: ViewRequest, service: string): boolean {
  return request.services.length === 0 || request.services.includes(service);
}

/** The summaries of the services that a request is for, by name. */
export function wantedServices(analysis: Analysis, request: ViewRequest): ServiceSummary[] {
  return analysis.services.filter(({ service }) => isWanted(request, service));
}

/** The indices, in the windows, of the services that a request is for. */
export function wantedIndices(windows: WindowTable, request: ViewRequest): number[] {
  return [...windows.services.keys()].filter((index) => isWanted(request, windows.services[index]));
}

/** The incidents of the services and severities that a request is for, newest first. */
export function wantedIncidents(analysis: Analysis, { services, severities }: ViewRequest): Incident[] {
  return analysis.incidents.filter(
    (incident) =>
      (services.length === 0 || incident.services.some((service) => services.includes(service))) &&
      (!severities?.length || severities.includes(incident.severity))
  );
}
