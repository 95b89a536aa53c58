import { plainService } from './plainNames';

describe('the plain name of a service', () => {
  it.each([
    ['/orders', 'orders'],
    ['/usr/libexec/orders', 'orders'],
    ['/aws/lambda/orders', 'orders'],
    ['outbound|80||orders.shop', 'orders.shop'],
    ['shop/orders', 'shop/orders'],
    ['/shop/', '/shop/'],
    ['/', '/'],
  ])('of %s is %s', (text, name) => {
    expect(plainService(text)).toBe(name);
  });
});
