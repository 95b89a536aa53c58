import { type FeatureKernel, type Pointer, put, withFeatureKernel } from '../../kernels/features';
import { type LogFigures } from './logFigures';
import { BURST_FIGURES, Bursts, type Members, SlowPeriods } from './periods';
import { type RowGroups } from './rowGroups';
import { MINUTE } from '../../time/units';

const MINUTES = 1440;

/** sin and cos of each minute of the day. */
const CIRCLE = Array.from({ length: MINUTES }, (_, minute) => (2 * Math.PI * minute) / MINUTES);
const SIN = Float32Array.from(CIRCLE, Math.sin);
const COS = Float32Array.from(CIRCLE, Math.cos);

export interface Features {
  /** By the feature's index; none where it is the same for every log. */
  readonly columns: ReadonlyArray<Float32Array | undefined>;
  readonly services: RowGroups;
  /** Left out where no log has a response time. */
  readonly slow?: SlowPeriods;
  /** Of messages, of statuses, and of failures. */
  readonly bursts: readonly Bursts[];
}

/** Runs assembly/features over the logs, and takes what it finds out of its memory, so that this can be used again. */
export function runFeatureKernel(figures: LogFigures): Features {
  const { length } = figures;
  const services = figures.service.values.length;
  const columns: Float32Array[] = [];
  const bursts: Bursts[] = [];
  let groups: RowGroups = { rows: new Uint32Array(), starts: new Uint32Array() };
  let slow: SlowPeriods | undefined;
  const factors = [1];
  const noBurst = () => new Array<number>(BURST_FIGURES).fill(0);
  let figuresOfBursts = noBurst();

  const hostOf = ({ memory }: FeatureKernel) => {
    const take = (pointer: Pointer, count: number) => new Uint32Array(memory.buffer, pointer, count).slice();
    const members = (rows: Pointer, numbers: Pointer, count: number): Members => {
      return { rows: new Float64Array(take(rows, count)), numbers: take(numbers, count) };
    };
    return {
      order: (rows: Pointer, starts: Pointer) => {
        groups = { rows: take(rows, length), starts: take(starts, services + 1) };
      },
      feature: (index: number, values: Pointer) => {
        columns[index] = new Float32Array(memory.buffer, values, length).slice();
      },
      slowPeriod: (lnFactor: number) => {
        factors.push(Math.exp(lnFactor));
      },
      slowPeriodOf: (rows: Pointer, periods: Pointer, count: number) => {
        slow = new SlowPeriods(members(rows, periods, count), Float32Array.from(factors));
      },
      burst: (count: number, usual: number, ms: number) => {
        figuresOfBursts.push(count, usual, ms / MINUTE);
      },
      burstOf: (rows: Pointer, found: Pointer, count: number) => {
        bursts.push(new Bursts(members(rows, found, count), Float32Array.from(figuresOfBursts)));
        figuresOfBursts = noBurst();
      },
    };
  };
  withFeatureKernel((kernel) => extract(kernel, figures), hostOf);
  return { columns, services: groups, ...(slow && { slow }), bursts };
}

function extract(kernel: FeatureKernel, figures: LogFigures): void {
  const { length, service, templateOf } = figures;
  const logs = kernel.createLogs(
    length,
    service.values.length,
    put(kernel, figures.timeMs.subarray(0, length)),
    put(kernel, figures.level.subarray(0, length))
  );
  kernel.extractFeatures(
    logs,
    templateOf.length,
    put(kernel, templateOf),
    put(kernel, SIN),
    put(kernel, COS),
    put(kernel, service.codes.subarray(0, length)),
    put(kernel, figures.responseTime.subarray(0, length)),
    put(kernel, figures.statusCode.subarray(0, length)),
    put(kernel, figures.message.codes.subarray(0, length))
  );
}
