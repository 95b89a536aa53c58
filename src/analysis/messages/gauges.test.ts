import { tableOf } from '../../logs/testing/tableOf';
import { countWindows } from '../windows/countLogs';
import { findGauges, readGauge } from './gauges';
import { MINUTE } from '../../time/units';

describe('readGauge', () => {
  it.each([
    ['Memory usage at 83% of its limit', 83],
    ['heap used 512MB of 1024MB', 50],
    ['Disk usage of /dev/sda1 at 91.5 %', 91.5],
    ['connection pool: active=48 max=50', 96],
    ['queue length 120, limit 500', 24],
    ['worker queue 450/500', 90],
    ['/var/lib: 12% free on volume data', 88],
    ['3 of 50 connections left', 94],
  ])('reads how full: %s', (message, percent) => {
    expect(readGauge(message)?.percent).toBeCloseTo(percent, 9);
  });

  it.each([
    'Migration 83% complete',
    'Buffer hit ratio 97%',
    'Upload of report to storage at 45%',
    'Slow query took 830 ms',
    'Queue depth 120',
    'GET /api/v1/orders/17 returned 200',
    'heap used 512MB of 2GB',
    '',
  ])('reads nothing that runs full in: %s', (message) => {
    expect(readGauge(message)).toBeUndefined();
  });

  it('knows by the rest of the message which gauges are of one thing', () => {
    const template = (message: string) => readGauge(message)?.template;
    expect(template('Memory usage at 83% (req 6f3cbf058c27)')).toBe(template('Memory usage at 9% (req b017403c40b9)'));
    expect(template('Disk usage of node-01 at 83%')).not.toBe(template('Disk usage of node-02 at 83%'));
  });
});

describe('findGauges', () => {
  it('gives what each service said, within the windows', () => {
    const table = tableOf(
      [10, 20, 30].flatMap((percent, i) => [
        { timeMs: i * MINUTE, service: 'api', message: `Memory usage at ${percent}%` },
        { timeMs: i * MINUTE, service: 'web', message: `Memory usage at ${2 * percent}%` },
      ])
    );
    const gauges = findGauges(table, countWindows(table, { fromMs: 0, toMs: 120_000 }));
    expect(gauges.map(({ service, percent }) => [service, ...percent])).toEqual([
      [0, 10, 20],
      [1, 20, 40],
    ]);
  });
});
