import fc from 'fast-check';
import { workloadsOf } from './workload';

const one = (name: string) => workloadsOf([name])[0];

describe('workloadsOf', () => {
  it.each([
    ['web-7d9f8c6b5-x2x1z', 'web'],
    ['checkout-api-66b6c48dd5-7hdkf', 'checkout-api'],
    ['prod/web-7d9f8c6b5-b4c5d', 'prod/web'],
    ['backup-28391040-q8vzk', 'backup'],
    ['web-1234567890-x2q7z', 'web'],
    ['web.1.k3j4h5g6f7d8s9a0q1w2e3r4t', 'web'],
  ])('takes the pod %s for one of %s', (pod, workload) => expect(one(pod)).toBe(workload));

  it.each([
    'web',
    'order-service',
    'gateway-https',
    'agent-x2q7z',
    'node-12',
    'db-0',
    'db-1',
    'cart-deadbeef-names',
    'api-v2',
    'http-404',
    'sensor_00012',
    '-0',
    '',
  ])('leaves %s alone', (name) => expect(one(name)).toBe(name));

  it('takes two with random ends for pods of a DaemonSet or Job', () => {
    expect(workloadsOf(['agent-x2q7z', 'agent-b4c5d', 'gateway-https', 'gateway-xhtml'])).toEqual([
      'agent',
      'agent',
      'gateway-https',
      'gateway-xhtml',
    ]);
  });

  it('takes those numbered from 0 without a gap for a StatefulSet, where others are pods', () => {
    const names = ['db-1', 'db-0', 'db-2', 'db-9', 'node-1', 'node-2'];
    const [pod, ...others] = workloadsOf(['web-7d9f8c6b5-x2q7z', ...names]);
    expect([pod, others]).toEqual(['web', ['db', 'db', 'db', 'db-9', 'node-1', 'node-2']]);
    expect(workloadsOf(names)).toEqual(names);
  });

  it('takes hundreds of numbers for what is counted by itself: tenants, not replicas', () => {
    const tenants = Array.from({ length: 1000 }, (_, n) => `tenant-${n}`);
    expect(workloadsOf(['web-7d9f8c6b5-x2q7z', ...tenants])).toEqual(['web', ...tenants]);
  });

  it('gives each name a beginning of itself, whatever the order', () => {
    const name = fc.stringMatching(/^[a-z\d.-]{0,30}$/);
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const workloads = workloadsOf(names);
        names.forEach((own, i) => expect(own.startsWith(workloads[i])).toBe(true));
        expect(workloadsOf([...names].reverse()).reverse()).toEqual(workloads);
      })
    );
  });
});
