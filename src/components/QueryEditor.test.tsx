import { CoreApp, getDefaultTimeRange, LoadingState, type PanelData } from '@grafana/data';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type SeismologQuery } from '../query/query';
import { type SourceType } from '../query/sources';
import { type ReadingCost } from '../query/readingCost';
import { VIEW_TYPES, viewOf } from '../query/views';
import { createDataSource } from '../testDataSource';
import { QueryEditor } from './QueryEditor';
import { violations } from './testing/violations';

function setup(
  query: Partial<SeismologQuery> = {},
  { source = 'generated', app = CoreApp.Dashboard, queries, services = [], cost = null, data = {} }: Setup = {}
) {
  const datasource = createDataSource({ source });
  const getResource = jest
    .spyOn(datasource, 'getResource')
    .mockImplementation((path) => Promise.resolve(path === 'cost' ? cost : services));
  const onChange = jest.fn();
  const onRunQuery = jest.fn();
  render(
    <QueryEditor
      query={{ refId: 'A', queryType: 'levelsOverTime', ...query }}
      queries={queries}
      datasource={datasource}
      onChange={onChange}
      onRunQuery={onRunQuery}
      app={app}
      data={{ state: LoadingState.Done, series: [], timeRange: getDefaultTimeRange(), ...data }}
    />
  );
  return { onChange, onRunQuery, getResource };
}

interface Setup {
  source?: SourceType;
  app?: CoreApp;
  /** As they are stored. */
  queries?: SeismologQuery[];
  /** That there are in the range. */
  services?: string[];
  cost?: ReadingCost | null;
  /** What came of it when it was last run. */
  data?: Partial<PanelData>;
}

/** The first of what a combobox offers for a text. */
async function choose(label: RegExp, text: string): Promise<void> {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.paste(text);
  await userEvent.keyboard('{ArrowDown}{Enter}');
}

describe('QueryEditor', () => {
  it('runs the query at once when another view is chosen', async () => {
    const { onChange, onRunQuery } = setup();

    await userEvent.click(screen.getByLabelText(/^View/));
    await userEvent.click(await screen.findByText('Health score'));

    expect(onChange).toHaveBeenCalledWith({ refId: 'A', queryType: 'healthScore', metric: undefined });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('says how much is read, once its options are open', async () => {
    const cost = { days: 7, lineLimit: 200_000, mode: 'auto', lines: 3_400_000, bytes: 1.2e9 } as const;
    const { getResource } = setup({ expr: '{app="api"}' }, { source: 'loki', cost });
    expect(getResource).not.toHaveBeenCalled();

    await userEvent.click(screen.getByText('Options'));

    expect(await screen.findByText(/about 3,400,000 lines \(1\.2 GB\); the store counts them/)).toBeInTheDocument();
    expect(getResource).toHaveBeenCalledWith('cost', expect.objectContaining({ expr: '{app="api"}' }));
  });

  it('offers an alert rule only the views that it can read', async () => {
    setup({ queryType: 'healthScore' }, { app: CoreApp.UnifiedAlerting });

    await userEvent.click(screen.getByLabelText(/^View/));

    expect(await screen.findByText('Errors by service')).toBeInTheDocument();
    expect(screen.queryByText('Activity heatmap')).not.toBeInTheDocument();
  });

  it('stores the view that it shows in a new alert rule, once', () => {
    const { onChange } = setup(
      { queryType: 'healthScore' },
      { app: CoreApp.UnifiedAlerting, queries: [{ refId: 'A' }, { refId: 'B', queryType: 'trend' }] }
    );

    expect(onChange.mock.calls).toEqual([[{ refId: 'A', queryType: 'healthScore' }]]);
  });

  it('leaves a rule alone that has its view', () => {
    const { onChange } = setup(
      { queryType: 'trend' },
      { app: CoreApp.UnifiedAlerting, queries: [{ refId: 'A', queryType: 'trend' }] }
    );

    expect(onChange).not.toHaveBeenCalled();
  });

  it('stores the view that it shows where a panel names none', () => {
    const { onChange } = setup({ queryType: undefined });

    expect(onChange.mock.calls).toEqual([[{ refId: 'A', queryType: 'levelsOverTime' }]]);
  });

  it('warns where an alert rule has a view that it cannot read', () => {
    setup({ queryType: 'anomalies' }, { app: CoreApp.UnifiedAlerting });

    expect(screen.getByText(/An alert rule cannot read "Anomalies"/)).toBeInTheDocument();
  });

  it.each([
    ['loki', 'Logs', /service_name/],
    ['elasticsearch', 'Lucene query', /log\.level/],
    ['victorialogs', 'LogsQL query', /service:=/],
    ['grafana', 'Query (JSON)', /"expr"/],
  ] as const)('asks for the query in the language of %s', (source, label, example) => {
    setup({}, { source });

    expect(screen.getByRole('textbox', { name: label })).toBeVisible();
    expect(screen.getByText(example)).toBeVisible();
  });

  it('asks for no query of generated logs', () => {
    setup();

    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('changes the LogQL while it is typed and runs it when the field is left', async () => {
    const { onChange, onRunQuery } = setup({}, { source: 'loki' });

    await userEvent.type(screen.getByLabelText('Logs'), 'x');
    expect(onChange).toHaveBeenCalledWith({ refId: 'A', queryType: 'levelsOverTime', expr: 'x' });
    expect(onRunQuery).not.toHaveBeenCalled();

    await userEvent.tab();
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('says where a query is wrong once it is left, by its grammar and by what the store said', async () => {
    setup({ expr: '{app="a"} |= |' }, { source: 'loki' });
    const status = () => screen.getByRole('status', { name: 'What is wrong with the query' });
    expect(status()).toHaveTextContent('Line 1, column 14: LogQL does not take | here.');
    cleanup();

    const message = 'Loki said: parse error at line 1, col 3: stages are not allowed';
    const errors = [{ refId: 'A', message }];
    setup({ expr: '{app="a"}' }, { source: 'loki', data: { errors } });
    expect(status()).toHaveTextContent(`Line 1, column 3: ${message}`);
  });

  it('runs the LogQL on Shift+Enter', async () => {
    const { onRunQuery } = setup({}, { source: 'loki' });

    await userEvent.type(screen.getByLabelText('Logs'), '{Shift>}{Enter}{/Shift}');

    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('lets a view with several numbers give one alone', async () => {
    const { onChange, onRunQuery } = setup({ queryType: 'serviceHealth' });
    await userEvent.click(screen.getByText('Options'));

    await userEvent.type(screen.getByLabelText(/^Metric/), 'Error rate{ArrowDown}{Enter}');

    expect(onChange).toHaveBeenCalledWith({ refId: 'A', queryType: 'serviceHealth', metric: 'errorRate' });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('narrows incidents to severities', async () => {
    const { onChange } = setup({ queryType: 'incidents' });
    await userEvent.click(screen.getByText('Options'));

    await userEvent.type(screen.getByLabelText(/^Severities/), 'CRITICAL{ArrowDown}{Enter}');

    expect(onChange).toHaveBeenCalledWith({ refId: 'A', queryType: 'incidents', severities: ['CRITICAL'] });
  });

  it('follows a view that can be live, where that is switched on', async () => {
    const { onChange } = setup({ queryType: 'pulse' });
    await userEvent.click(screen.getByText('Options'));

    await userEvent.click(screen.getByRole('switch', { name: 'Live' }));

    expect(onChange).toHaveBeenCalledWith({ refId: 'A', queryType: 'pulse', live: true });
  });

  it('says what the view shows', () => {
    setup({ queryType: 'trend' });

    expect(
      screen.getByText('Is it getting worse? Whether errors become more frequent, and how surely.')
    ).toBeInTheDocument();
  });

  it('finds a view by what it is for', async () => {
    const { onChange } = setup();

    await userEvent.type(screen.getByLabelText(/^View/), 'break next');
    await userEvent.click(await screen.findByText('Forecasts'));

    expect(onChange).toHaveBeenCalledWith(expect.objectContaining({ queryType: 'forecasts' }));
  });

  it.each(['levelsOverTime', 'incidents', 'anomalies', 'timePatterns'] as const)(
    'can be used by everybody, with all its options open: %s',
    async (queryType) => {
      setup({ queryType, filters: [{ key: 'service', operator: '=', value: 'api' }] }, { source: 'loki' });
      await userEvent.click(screen.getByText('Options'));

      expect(await violations()).toEqual([]);
    }
  );

  it.each(['-3', '1.5', 'ten', '10001'])('says that %s is no limit, and keeps it out of the query', async (text) => {
    const { onChange } = setup({ queryType: 'topErrors' });
    await userEvent.click(screen.getByText('Options'));

    await userEvent.type(screen.getByLabelText(/^Limit/), text);
    await userEvent.tab();

    expect(screen.getByRole('alert')).toHaveTextContent('Must be a whole number between 1 and 10,000; it is');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('takes a limit, and goes back to the default where it is emptied', async () => {
    const { onChange } = setup({ queryType: 'topErrors', limit: 2 });
    await userEvent.click(screen.getByText('Options'));

    await userEvent.type(screen.getByLabelText(/^Limit/), '0');
    await userEvent.tab();
    expect(onChange).toHaveBeenLastCalledWith({ refId: 'A', queryType: 'topErrors', limit: 20 });

    await userEvent.clear(screen.getByLabelText(/^Limit/));
    await userEvent.tab();
    expect(onChange).toHaveBeenLastCalledWith({ refId: 'A', queryType: 'topErrors', limit: undefined });
  });

  it.each(VIEW_TYPES.filter((type) => viewOf(type).limit))('offers the limit that %s has', async (queryType) => {
    setup({ queryType });
    await userEvent.click(screen.getByText('Options'));

    const limit = String(viewOf(queryType).limit?.default);
    expect(screen.getByLabelText(/^Limit/)).toHaveAttribute('placeholder', limit);
  });

  it('forgets the metric and the limit of a view when another is chosen', async () => {
    const { onChange } = setup({ queryType: 'templates', metric: 'new', limit: 5000 });

    await userEvent.click(screen.getByLabelText(/^View/));
    await userEvent.click(await screen.findByText('Expected band'));

    expect(onChange).toHaveBeenCalledWith({ refId: 'A', queryType: 'expectedBand' });
  });

  it('offers the services that there are, and takes several', async () => {
    const { onChange, onRunQuery, getResource } = setup(
      { services: ['database'], expr: '{a="b"}' },
      { source: 'loki', services: ['database', 'web'] }
    );
    await userEvent.click(screen.getByText('Options'));

    await userEvent.type(screen.getByLabelText(/^Services/), 'we');
    await waitFor(() =>
      expect(getResource).toHaveBeenCalledWith('services', expect.objectContaining({ expr: '{a="b"}' }))
    );
    // The first is what was typed.
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');

    expect(onChange).toHaveBeenCalledWith({
      refId: 'A',
      queryType: 'levelsOverTime',
      services: ['database', 'web'],
      expr: '{a="b"}',
    });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes other services, too: variables, several with commas between them', async () => {
    const { onChange } = setup({}, { services: ['database'] });
    await userEvent.click(screen.getByText('Options'));

    await userEvent.type(screen.getByLabelText(/^Services/), 'api, $service,{ArrowDown}{Enter}');

    expect(onChange).toHaveBeenCalledWith({
      refId: 'A',
      queryType: 'levelsOverTime',
      services: ['api', '$service'],
    });
  });

  it('shows the filters that came with the query, and takes one away', async () => {
    const { onChange, onRunQuery } = setup({
      filters: [
        { key: 'service', operator: '!=', value: 'api' },
        { key: 'env', operator: '=|', value: 'a', values: ['a', 'b'] },
      ],
    });
    expect(screen.getByText('env =| a, b')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Remove the filter service != api' }));

    expect(onChange.mock.lastCall[0].filters).toEqual([{ key: 'env', operator: '=|', value: 'a', values: ['a', 'b'] }]);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes a filter by hand, of the keys and values that there are', async () => {
    const { onChange, onRunQuery, getResource } = setup(
      { filters: [{ key: 'env', operator: '=', value: 'a' }] },
      { source: 'loki', services: ['service', 'http.status'] }
    );
    await userEvent.click(screen.getByRole('button', { name: 'Add a filter' }));
    expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();

    await choose(/^Key/, 'http.status');
    await choose(/^Operator/, 'none of');
    await userEvent.click(screen.getByLabelText(/^Values/));
    await waitFor(() =>
      expect(getResource).toHaveBeenCalledWith('filters', expect.objectContaining({ key: 'http.status' }))
    );
    await choose(/^Values/, '500, 503,');
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));

    expect(onChange.mock.lastCall[0].filters).toEqual([
      { key: 'env', operator: '=', value: 'a' },
      { key: 'http.status', operator: '!=|', value: '500', values: ['500', '503'] },
    ]);
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes any other key and value of a filter, too', async () => {
    const { onChange } = setup();
    await userEvent.click(screen.getByRole('button', { name: 'Add a filter' }));

    await choose(/^Key/, 'k8s.pod');
    await choose(/^Value/, '$pod');
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));

    expect(onChange.mock.lastCall[0].filters).toEqual([{ key: 'k8s.pod', operator: '=', value: '$pod' }]);
  });

  it('says which panel shows the view best, where a panel is edited', () => {
    setup({ queryType: 'incidents' }, { app: CoreApp.PanelEditor });

    expect(screen.getByText(/Shown best as: Table\.$/)).toBeInTheDocument();
  });
});
