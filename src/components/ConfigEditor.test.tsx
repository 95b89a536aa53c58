import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type SeismologSettings } from '../query/settings';
import { ConfigEditor } from './ConfigEditor';
import { type Options } from './config/update';

function setup(jsonData: SeismologSettings = {}, secureJsonFields: Options['secureJsonFields'] = {}) {
  const onOptionsChange = jest.fn();
  const options: Options = {
    id: 1,
    uid: 'seismolog',
    orgId: 1,
    name: 'Seismolog',
    type: 'seismolog-loganalytics-datasource',
    typeName: 'Seismolog',
    typeLogoUrl: '',
    access: 'proxy',
    url: '',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    readOnly: false,
    withCredentials: false,
    jsonData,
    secureJsonFields,
  };
  render(<ConfigEditor options={options} onOptionsChange={onOptionsChange} />);
  return { changed: () => onOptionsChange.mock.lastCall?.[0] as Options };
}

const openAdditionalSettings = () => userEvent.click(screen.getByRole('button', { name: /Additional settings/ }));

describe('ConfigEditor', () => {
  it('starts with generated logs, which need no address', () => {
    setup();

    expect(screen.getByRole('radio', { name: 'Generated logs' })).toBeChecked();
    expect(screen.queryByRole('heading', { name: 'Connection' })).not.toBeInTheDocument();
  });

  it('asks for address and login of a Loki', () => {
    setup({ source: 'loki' });

    expect(screen.getByRole('heading', { name: 'Connection' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Authentication' })).toBeInTheDocument();
    expect(screen.getByLabelText(/^Tenant/)).toBeInTheDocument();
  });

  it('keeps the settings of other sources when the source changes', async () => {
    const { changed } = setup({ generated: { seed: 7 } });

    await userEvent.click(screen.getByRole('radio', { name: 'Loki' }));

    expect(changed().jsonData).toEqual({ source: 'loki', generated: { seed: 7 } });
  });

  it('stores a number as a number', async () => {
    const { changed } = setup();

    await userEvent.type(screen.getByLabelText('Seed'), '7');

    expect(changed().jsonData.generated).toEqual({ seed: 7 });
  });

  it('goes back to the default where a field is emptied', async () => {
    const { changed } = setup({ generated: { seed: 7 } });

    await userEvent.clear(screen.getByLabelText('Seed'));

    expect(changed().jsonData.generated).toEqual({});
  });

  it('never shows a token that is stored, and stores an emptied one as empty', async () => {
    const { changed } = setup({ source: 'loki' }, { bearerToken: true });

    await userEvent.click(screen.getByRole('button', { name: 'Reset' }));

    expect(changed().secureJsonFields.bearerToken).toBe(false);
    expect(changed().secureJsonData?.bearerToken).toBe('');
  });

  it('asks for the indices of an Elasticsearch, and an API key', async () => {
    const { changed } = setup({ source: 'elasticsearch', elasticsearch: { timeField: 'ts' } }, { apiKey: true });

    expect(screen.getByLabelText('API key')).toBeDisabled();
    await userEvent.type(screen.getByLabelText(/^Index pattern/), 'x');

    expect(changed().jsonData.elasticsearch).toEqual({ timeField: 'ts', index: 'x' });
  });

  it("asks for a Grafana's data source, a query as JSON, and a service account token", async () => {
    const { changed } = setup({ source: 'grafana', grafana: { datasourceUid: 'P1' } }, { serviceAccountToken: true });

    expect(screen.getByLabelText(/^Data source UID/)).toHaveValue('P1');
    expect(screen.getByLabelText('Service account token')).toBeDisabled();
    await userEvent.type(screen.getByLabelText(/^Query/), '{{"lines": 5}');
    await userEvent.tab();

    expect(changed().jsonData.grafana).toEqual({ datasourceUid: 'P1', query: { lines: 5 } });
  });

  it('keeps a query that is no JSON out of the settings and says so', async () => {
    const { changed } = setup({ source: 'grafana' });

    await userEvent.type(screen.getByLabelText(/^Query/), '{{"lines": ');
    await userEvent.tab();

    expect(screen.getByText(/This must be a JSON object/)).toBeInTheDocument();
    expect(changed()).toBeUndefined();
  });

  it('says which range a number must be in', async () => {
    setup({ analysis: { forest: { contamination: 5 } } });
    await openAdditionalSettings();

    expect(screen.getByRole('alert')).toHaveTextContent('From 0.0001 to 0.5.');
  });

  it('maps fields', async () => {
    const { changed } = setup();
    await openAdditionalSettings();

    await userEvent.type(screen.getByLabelText('Response time'), 'd');

    expect(changed().jsonData.fields).toEqual({ responseTime: 'd' });
  });

  it('adds and removes named patterns', async () => {
    const { changed } = setup({ analysis: { patterns: [{ name: 'OOM', pattern: 'Out of memory' }] } });
    await openAdditionalSettings();

    await userEvent.click(screen.getByRole('button', { name: 'Add pattern' }));
    expect(changed().jsonData.analysis?.patterns).toEqual([
      { name: 'OOM', pattern: 'Out of memory' },
      { name: '', pattern: '' },
    ]);

    await userEvent.click(within(document.body).getByRole('button', { name: 'Remove pattern 1' }));
    expect(changed().jsonData.analysis).toEqual({});
  });
});
