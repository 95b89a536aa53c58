import { Column } from '../column';

/**
 * What is found is handed out as soon as it stands, so that its memory can be used again: see
 * src/kernels/features.ts.
 */

/** The order of logs by service, see logs.ts. */
export declare function order(rows: Column<i32>, starts: Column<i32>): void;

/**
 * A feature that is not the same for every log, a value a row; by its index among the names in
 * src/analysis/features/features.ts.
 */
export declare function feature(index: i32, values: Column<f32>): void;

/** The next slow period: ln of how many times the usual response time is exceeded, by the geometric mean. */
export declare function slowPeriod(lnFactor: f64): void;

/** The next burst: its logs, how many are usual, and its length in ms. */
export declare function burst(count: i32, usual: f64, ms: f64): void;

/** Which rows, ascending, are of which slow period: its number from 1, in the order of the calls. */
export declare function slowPeriodOf(rows: Column<i32>, periods: Column<i32>, count: i32): void;

/**
 * Which rows, ascending, are of which burst: its number from 1, in the order of the calls since the last
 * such call.
 */
export declare function burstOf(rows: Column<i32>, bursts: Column<i32>, count: i32): void;
