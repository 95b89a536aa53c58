import { Marks } from './marks';

describe('Marks', () => {
  it('knows the task that was said of last', () => {
    const marks = new Marks();
    expect(marks.current()).toBeUndefined();
    marks.works(1, [10]);
    marks.works(2, [20, 21]);
    expect(marks.current()).toEqual({ task: 2, calls: [20, 21] });
    marks.works(1, [10, 11]);
    expect(marks.current()).toEqual({ task: 1, calls: [10, 11] });
  });

  it('goes back to what is not over when a task ends', () => {
    const marks = new Marks();
    marks.works(1, [10]);
    marks.works(2, [20]);
    marks.rests(2);
    expect(marks.current()).toEqual({ task: 1, calls: [10] });
    marks.rests(1);
    expect(marks.current()).toBeUndefined();
  });
});
