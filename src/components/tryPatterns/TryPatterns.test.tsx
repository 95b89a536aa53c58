import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type SeismologQuery } from '../../query/query';
import { type TriedPatterns } from '../../query/triedPatterns';
import { createDataSource } from '../../testDataSource';
import { QueryEditor } from '../QueryEditor';

const PATTERNS = { patterns: [{ name: 'Disk full', pattern: 'No space left' }] };

const TRIED: TriedPatterns = {
  lines: 1000,
  patterns: [
    { name: 'Disk full', matches: 12, messages: ['No space left on device', 'write: No space left'] },
    { name: 'Refused', matches: 0, messages: [] },
  ],
};

function setup(query: Partial<SeismologQuery>, answer: () => Promise<TriedPatterns> = () => Promise.resolve(TRIED)) {
  const datasource = createDataSource({});
  const getResource = jest.spyOn(datasource, 'getResource').mockImplementation(answer);
  render(
    <QueryEditor query={{ refId: 'A', ...query }} datasource={datasource} onChange={jest.fn()} onRunQuery={jest.fn()} />
  );
  return { getResource };
}

const start = () => userEvent.click(screen.getByRole('button', { name: 'Try on real lines' }));

describe('the tester of named patterns', () => {
  it('is there where they are shown, and where the query has some of its own', () => {
    setup({ queryType: 'namedPatterns' });
    expect(screen.getByRole('button', { name: 'Try on real lines' })).toBeInTheDocument();
  });

  it('is not there where there is nothing to try', () => {
    setup({ queryType: 'trend' });
    expect(screen.queryByRole('button', { name: 'Try on real lines' })).not.toBeInTheDocument();
  });

  it('shows how many lines each finds, and some of them', async () => {
    const { getResource } = setup({ queryType: 'trend', expr: '{app="a"}', analysis: PATTERNS });
    await start();

    const [, full, refused] = within(screen.getByRole('table', { name: 'What each pattern finds' })).getAllByRole(
      'row'
    );
    expect(full).toHaveTextContent('Disk full12No space left on device write: No space left');
    expect(refused).toHaveTextContent('Refused0–');
    expect(screen.getByText('of 1000')).toBeInTheDocument();
    const [path, { query, from, to }] = getResource.mock.calls[0] as [
      string,
      { query: string; from: number; to: number },
    ];
    expect(path).toBe('matches');
    expect(JSON.parse(query)).toMatchObject({ expr: '{app="a"}', analysis: PATTERNS });
    expect(to).toBeGreaterThan(from);
  });

  it('says where there are no lines, and what went wrong', async () => {
    setup({ queryType: 'namedPatterns' }, () => Promise.resolve({ lines: 0, patterns: [] }));
    await start();
    expect(screen.getByText(/no lines in this range/)).toBeInTheDocument();
  });

  it('says what went wrong', async () => {
    setup({ queryType: 'namedPatterns' }, () => Promise.reject(new Error('Loki says: parse error.')));
    await start();
    expect(screen.getByText('Loki says: parse error.')).toBeInTheDocument();
  });
});
