import { type WindowTable } from '../../logs/windowTable';
import { type KnownEvent } from '../../query/calendar';

/**
 * The cells that nothing is to be learned from: 1 for the windows that an event reaches into, of the services that it
 * is of. Undefined: there are none.
 */
export function leftOutCells(events: readonly KnownEvent[], windows: WindowTable): Uint8Array | undefined {
  if (events.length === 0) {
    return undefined;
  }
  const { services, startMs, windowMs, windowCount } = windows;
  const cells = new Uint8Array(services.length * windowCount);
  for (const event of events) {
    const from = Math.max(0, Math.floor((event.fromMs - startMs) / windowMs));
    const to = Math.min(windowCount, Math.ceil((event.toMs - startMs) / windowMs));
    services.forEach((service, index) => {
      if (isOf(event, service) && from < to) {
        cells.fill(1, index * windowCount + from, index * windowCount + to);
      }
    });
  }
  return cells.includes(1) ? cells : undefined;
}

/** Whether an event is of a service. */
export function isOf({ services }: Pick<KnownEvent, 'services'>, service: string): boolean {
  return services.length === 0 || services.includes(service);
}

/** A column without what is left out: 0 there. */
export function without<Column extends Uint32Array | Float64Array>(
  column: Column,
  leftOut: Uint8Array | undefined
): Column {
  if (!leftOut) {
    return column;
  }
  const rest = column.slice() as Column;
  leftOut.forEach((isOut, cell) => {
    if (isOut === 1) {
      rest[cell] = 0;
    }
  });
  return rest;
}
