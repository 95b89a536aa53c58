import { type CountedLogs } from '../../logs/countedLogs';
import { type LogTable } from '../../logs/logTable';
import { type Notice } from '../../logs/notice';
import { type ResponseTimeCounts, type WindowTable } from '../../logs/windowTable';
import { sumBetween } from '../statistics/sum';
import { nameServices } from './nameServices';

/** The logs by the services that are shown; the same table where each name is one. Linear in the logs. */
export function groupServices(table: LogTable, groupPods: boolean): { table: LogTable; notices: readonly Notice[] } {
  const { values, codes } = table.service;
  const logs = new Float64Array(values.length);
  for (const code of codes) {
    logs[code]++;
  }
  const used = new Map(
    [...values.entries()].filter(([code]) => logs[code] > 0).map(([code, name]) => [name, logs[code]])
  );
  const names = nameServices(used, groupPods);
  return names ? { table: renameServices(table, names.serviceOf), notices: names.notices } : { table, notices: [] };
}

/** As groupServices, of logs that were counted: 95th percentiles of windows that several names share are estimated. */
export function groupCountedServices(counted: CountedLogs, groupPods: boolean): CountedLogs {
  const { windows, responseTimes, sample, notices } = counted;
  const logs = new Map(
    windows.services.map((name, index) => {
      const [from, to] = [index * windows.windowCount, (index + 1) * windows.windowCount];
      return [name, windows.byLevel.reduce((sum, level) => sum + sumBetween(level, from, to), 0)];
    })
  );
  const names = nameServices(logs, groupPods);
  if (!names) {
    return counted;
  }
  const { serviceOf } = names;
  const services = [...new Set(serviceOf.values())].sort();
  const indexOf = new Map(services.map((name, index) => [name, index]));
  const into = windows.services.map((name) => indexOf.get(serviceOf.get(name) ?? name) ?? 0);
  return {
    windows: groupWindows(windows, services, into),
    ...(responseTimes && { responseTimes: groupCounts(responseTimes, services.length, into) }),
    sample: { ...sample, table: renameServices(sample.table, serviceOf) },
    notices: [...notices, ...names.notices],
  };
}

/** The logs, each of the service that its name counts as. */
export function renameServices(table: LogTable, serviceOf: ReadonlyMap<string, string>): LogTable {
  const { values, codes } = table.service;
  const codeOf = new Map<string, number>();
  const newCode = Uint32Array.from(values, (name) => {
    const service = serviceOf.get(name) ?? name;
    const code = codeOf.get(service) ?? codeOf.size;
    codeOf.set(service, code);
    return code;
  });
  return { ...table, service: { values: [...codeOf.keys()], codes: codes.map((code) => newCode[code]) } };
}

/** @param into the service that each of the windows' services becomes a part of */
function groupWindows(windows: WindowTable, services: readonly string[], into: readonly number[]): WindowTable {
  const { windowCount } = windows;
  const cells = services.length * windowCount;
  const sums = <Column extends Uint32Array | Float64Array>(of: Column, sum: Column): Column => {
    into.forEach((service, index) => {
      for (let window = 0; window < windowCount; window++) {
        sum[service * windowCount + window] += of[index * windowCount + window];
      }
    });
    return sum;
  };
  const responses = sums(windows.responses, new Uint32Array(cells));
  return {
    ...windows,
    services,
    byLevel: windows.byLevel.map((level) => sums(level, new Uint32Array(cells))),
    failures: sums(windows.failures, new Uint32Array(cells)),
    responses,
    responseSum: sums(windows.responseSum, new Float64Array(cells)),
    responseP95: meanP95(windows, into, responses),
  };
}

/** A percentile of several lies between theirs: the mean, each by its responses. */
function meanP95({ responseP95, responses, windowCount }: WindowTable, into: readonly number[], all: Uint32Array) {
  const mean = Float64Array.from(all, (count) => (count > 0 ? 0 : NaN));
  into.forEach((service, index) => {
    for (let window = 0; window < windowCount; window++) {
      const [to, from] = [service * windowCount + window, index * windowCount + window];
      if (responses[from] > 0) {
        mean[to] += (responseP95[from] * responses[from]) / all[to];
      }
    }
  });
  return mean;
}

function groupCounts({ values, counts, p95 }: ResponseTimeCounts, services: number, into: readonly number[]) {
  const parts = new Uint32Array(services);
  const grouped = new Float64Array(services * values.length);
  const own = new Float64Array(services).fill(NaN);
  into.forEach((service, index) => {
    parts[service]++;
    own[service] = p95[index];
    for (let value = 0; value < values.length; value++) {
      grouped[service * values.length + value] += counts[index * values.length + value];
    }
  });
  // Where several become one, it is estimated from the counts.
  return { values, counts: grouped, p95: own.map((exact, service) => (parts[service] === 1 ? exact : NaN)) };
}
