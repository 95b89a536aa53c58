import { CoreApp, dateTimeFormat } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type Backtest } from '../../query/backtest';
import { type SeismologQuery } from '../../query/query';
import { createDataSource } from '../../testDataSource';
import { DAY, HOUR, MINUTE } from '../../time/units';
import { QueryEditor } from '../QueryEditor';

const TO_MS = Date.UTC(2026, 0, 15);
const START_MS = TO_MS - DAY;

const incident = (id: string, isMet: boolean) => ({
  id,
  type: 'High Error Rate',
  severity: 'HIGH' as const,
  services: ['shop'],
  startMs: START_MS,
  endMs: START_MS + 90 * MINUTE,
  isMet,
});

const TRIED: Backtest = {
  fromMs: TO_MS - 14 * DAY,
  toMs: TO_MS,
  everyMs: 20 * MINUTE,
  evaluations: 1009,
  withoutData: 9,
  firings: [
    { labels: { service: 'api' }, fromMs: START_MS - DAY, toMs: START_MS - DAY + HOUR, worst: 0.3, incidents: [] },
    { labels: { service: 'shop' }, fromMs: START_MS, toMs: START_MS + 2 * HOUR, worst: 0.914, incidents: ['a'] },
  ],
  firingsPerWeek: 1,
  falseAlarmsPerWeek: 0.5,
  truth: 'found',
  incidents: [incident('a', true), incident('b', false)],
};

function setup(query: Partial<SeismologQuery> = {}, answer: () => Promise<Backtest> = () => Promise.resolve(TRIED)) {
  const datasource = createDataSource({});
  const getResource = jest.spyOn(datasource, 'getResource').mockImplementation(answer);
  const editor = (changed: Partial<SeismologQuery>) => (
    <QueryEditor
      query={{ refId: 'A', queryType: 'serviceHealth', metric: 'errorRate', ...query, ...changed }}
      datasource={datasource}
      onChange={jest.fn()}
      onRunQuery={jest.fn()}
      app={CoreApp.UnifiedAlerting}
    />
  );
  const { rerender } = render(editor({}));
  return { getResource, change: (changed: Partial<SeismologQuery>) => rerender(editor(changed)) };
}

const tryWith = async (threshold: string) => {
  await userEvent.type(screen.getByRole('textbox', { name: 'Threshold' }), threshold);
  await userEvent.click(screen.getByRole('button', { name: 'Try' }));
};

describe('Try this rule', () => {
  it('asks with the whole query and what the rule has', async () => {
    const { getResource } = setup({ services: ['shop'], filters: [{ key: 'env', operator: '=', value: 'prod' }] });
    await userEvent.click(screen.getByRole('radio', { name: '28' }));
    await userEvent.clear(screen.getByRole('textbox', { name: 'Looks back' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Looks back' }), '30');
    await tryWith('0.2');

    const [path, params] = getResource.mock.lastCall ?? [];
    expect(path).toBe('backtest');
    expect(params).toMatchObject({ threshold: 0.2, fires: 'above', days: 28, minutes: 30 });
    expect(JSON.parse(String(params?.query))).toMatchObject({
      queryType: 'serviceHealth',
      metric: 'errorRate',
      services: ['shop'],
      filters: [{ key: 'env', operator: '=', value: 'prod' }],
    });
  });

  it.each([
    ['healthScore', undefined, 'below'],
    ['serviceHealth', undefined, 'below'],
    ['serviceHealth', 'errorRate', 'above'],
    ['incidents', undefined, 'above'],
  ] as const)('of %s %s fires %s, to begin with', (queryType, metric, fires) => {
    setup({ queryType, metric });
    expect(screen.getByRole('radio', { name: fires })).toBeChecked();
  });

  it('shows when it would have fired, how long, and what it met', async () => {
    setup();
    await tryWith('0.2');

    const [, newest, older] = within(
      await screen.findByRole('table', { name: 'When it would have fired' })
    ).getAllByRole('row');
    expect(
      within(newest)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
    ).toEqual([dateTimeFormat(START_MS), '2 h', 'shop', '0.914', 'HIGH High Error Rate (shop)']);
    expect(within(older).getByText('False alarm')).toBeInTheDocument();
  });

  it('says how often to expect it, and which incidents it would have missed', async () => {
    setup();
    await tryWith('0.2');

    const fact = async (label: string) => (await screen.findByText(label)).parentElement?.textContent;
    expect(await fact('Would have fired')).toBe('Would have fired2');
    expect(await fact('False alarms a week')).toBe('False alarms a week0.5');
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    expect(screen.getByText(/evaluated every 20 min.*Evaluations without data: 9 of 1,009\./)).toBeInTheDocument();
    const missed = screen.getByRole('table', { name: 'Incidents that it would have missed' });
    expect(within(missed).getByRole('cell', { name: '1 h 30 min' })).toBeInTheDocument();
  });

  it('says what the incidents are, and of marks what people wrote', async () => {
    const { severity: _, ...marked } = { ...incident('a', true), type: 'The disk was full', services: [] };
    setup({}, () => Promise.resolve({ ...TRIED, truth: 'marked', incidents: [marked] }));
    await tryWith('0.2');

    expect(await screen.findByRole('cell', { name: 'The disk was full (all services)' })).toBeInTheDocument();
    expect(screen.getByText(/those that were marked in Grafana/)).toBeInTheDocument();
  });

  it('shows no empty table where it would not have fired', async () => {
    setup({}, () =>
      Promise.resolve({ ...TRIED, firings: [], firingsPerWeek: 0, falseAlarmsPerWeek: 0, incidents: [] })
    );
    await tryWith('5');

    expect(await screen.findByText('There was none')).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says that nothing is known where there was no data at all', async () => {
    setup({}, () => Promise.resolve({ ...TRIED, firings: [], withoutData: TRIED.evaluations }));
    await tryWith('5');

    expect(await screen.findByText(/had no data at any time, so nothing can be said/)).toBeInTheDocument();
    expect(screen.queryByText('Would have fired')).not.toBeInTheDocument();
  });

  it('says that it is at work, and takes no second order meanwhile', async () => {
    setup({}, () => new Promise(() => undefined));
    await tryWith('0.2');

    expect(screen.getByLabelText('Trying the rule')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try' })).toBeDisabled();
  });

  it('says in the words of the back end why it could not be tried', async () => {
    setup({}, () => Promise.reject(new Error('These 14 days have more than 200,000 lines')));
    await tryWith('0.2');

    expect(await screen.findByText('These 14 days have more than 200,000 lines')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try' })).toBeEnabled();
  });

  it('lets go what is known of another rule', async () => {
    const { change } = setup();
    await tryWith('0.2');
    await screen.findByRole('table', { name: 'When it would have fired' });

    change({ services: ['api'] });

    expect(screen.queryByText('Would have fired')).not.toBeInTheDocument();
  });

  it.each(['', 'low', '1e999'])('cannot be tried with the threshold "%s"', async (threshold) => {
    setup();
    if (threshold) {
      await userEvent.type(screen.getByRole('textbox', { name: 'Threshold' }), threshold);
    }
    expect(screen.getByRole('button', { name: 'Try' })).toBeDisabled();
  });

  it.each([
    [CoreApp.Dashboard, 'healthScore'],
    [CoreApp.UnifiedAlerting, 'anomalies'],
    [CoreApp.UnifiedAlerting, 'expectedBand'],
  ] as const)('is not offered in %s for %s', (app, queryType) => {
    render(
      <QueryEditor
        query={{ refId: 'A', queryType }}
        datasource={createDataSource({})}
        onChange={jest.fn()}
        onRunQuery={jest.fn()}
        app={app}
      />
    );
    expect(screen.queryByText('Try this rule')).not.toBeInTheDocument();
  });
});
