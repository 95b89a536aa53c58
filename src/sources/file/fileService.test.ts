import { serviceOfFile } from './fileService';

describe('serviceOfFile', () => {
  it.each([
    ['/var/log/payment.log', 'payment'],
    ['payment.log.1.gz', 'payment'],
    ['payment.log-20241103.gz', 'payment'],
    ['payment-2024-11-03.log', 'payment'],
    ['payment.2024-11-03-14.log', 'payment'],
    ['payment_20241103T1430.log', 'payment'],
    ['area-51.log', 'area-51'],
    ['.log', '.log'],
    ['-', 'stdin'],
    ['/dev/fd/63', 'stdin'],
  ])('of %s is %s', (path, service) => {
    expect(serviceOfFile(path)).toBe(service);
  });
});
