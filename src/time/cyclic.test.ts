import { cyclic } from './cyclic';

describe('cyclic', () => {
  it.each([
    [25, 24, 1],
    [0, 24, 0],
    [-1, 24, 23],
    [-24, 24, 0],
  ])('puts %d in a cycle of %d at %d', (value, length, place) => {
    expect(cyclic(value, length)).toBe(place);
  });
});
