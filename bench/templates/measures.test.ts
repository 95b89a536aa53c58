import { scoreTemplates } from './measures';

const labelled = (...templates: string[]) => ({ group: templates, text: templates });

it('scores 1 where every group and every text is right', () => {
  const actual = labelled('a <*>', 'a <*>', 'b');
  expect(scoreTemplates(actual, actual)).toEqual({ ga: 1, fga: 1, pa: 1, fta: 1 });
});

it('counts no line of a group that is split, and each template once', () => {
  const actual = labelled('a <*>', 'a <*>', 'a <*>', 'b');
  // Three groups mined, two true, one right: F1 = 2 / 5.
  expect(scoreTemplates(labelled('a 1', 'a <*>', 'a <*>', 'b'), actual)).toEqual({
    ga: 0.25,
    fga: 0.4,
    pa: 0.75,
    fta: 0.4,
  });
});

it('counts no line of groups that are taken for one', () => {
  const actual = labelled('a x', 'a y', 'b');
  expect(scoreTemplates(labelled('a <*>', 'a <*>', 'b'), actual)).toMatchObject({ ga: 1 / 3, pa: 1 / 3 });
});

it('distinguishes the right group from the right text', () => {
  const mined = { group: [1, 1], text: ['a <*>', 'a <*>'] };
  expect(scoreTemplates(mined, labelled('<*> <*>', '<*> <*>'))).toEqual({ ga: 1, fga: 1, pa: 0, fta: 0 });
});

it('takes values that only punctuation parts for one', () => {
  expect(scoreTemplates(labelled('at <*>'), labelled('at <*>:<*>')).pa).toBe(1);
});
