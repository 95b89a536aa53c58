import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type SourceType } from '../query/sources';
import { VIEW_TYPES, viewOf } from '../query/views';
import { createDataSource } from '../testDataSource';
import { QueryHelp } from './QueryHelp';
import { violations } from './testing/violations';

function setup(source: SourceType = 'loki') {
  const onClickExample = jest.fn();
  const query = { refId: 'A', queryType: 'trend' as const, expr: '{a="b"}', limit: 3 };
  render(<QueryHelp datasource={createDataSource({ source })} query={query} onClickExample={onClickExample} />);
  return { onClickExample };
}

describe('the help of a query', () => {
  it('has a question for every view, which shows it for the same logs', async () => {
    const { onClickExample } = setup();

    for (const type of VIEW_TYPES) {
      expect(screen.getByRole('button', { name: viewOf(type).question })).toBeVisible();
    }
    await userEvent.click(screen.getByRole('button', { name: 'Is anything wrong now, and what should I do?' }));

    expect(onClickExample).toHaveBeenCalledWith({ refId: 'A', queryType: 'situation', expr: '{a="b"}' });
  });

  it("has queries in the store's own language", async () => {
    const { onClickExample } = setup('victorialogs');
    await userEvent.click(screen.getByRole('button', { name: 'All of one namespace' }));

    expect(onClickExample).toHaveBeenCalledWith(
      expect.objectContaining({ queryType: 'trend', expr: 'kubernetes.namespace:="shop"' })
    );
  });

  it('has none where logs are generated', () => {
    setup('generated');

    expect(screen.queryByRole('heading', { name: 'Which logs?' })).not.toBeInTheDocument();
  });

  it('can be read by everybody', async () => {
    setup();

    expect(await violations()).toEqual([]);
  });
});
