import { type BackendSrv, setBackendSrv } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type DetectedField } from '../query/detectedField';
import { presetMapping } from '../query/presets';
import { type SampledLogs } from '../query/sampledLogs';
import { type SeismologSettings } from '../query/settings';
import { settingsProblems } from '../query/validation';
import { ConfigEditor } from './ConfigEditor';
import { createOptions } from './config/testing/options';
import { type Options } from './config/update';
import { violations } from './testing/violations';

function setup(
  jsonData: SeismologSettings = {},
  secureJsonFields: Options['secureJsonFields'] = {},
  uid = 'seismolog',
  readOnly = false
) {
  const onOptionsChange = jest.fn();
  const options = createOptions({ jsonData, secureJsonFields, uid, readOnly });
  const { rerender } = render(<ConfigEditor options={options} onOptionsChange={onOptionsChange} />);
  return {
    changed: () => onOptionsChange.mock.lastCall?.[0] as Options,
    save: () => rerender(<ConfigEditor options={{ ...options, version: 2 }} onOptionsChange={onOptionsChange} />),
  };
}

/** As on Grafana's page: what is changed is shown. */
function stateful(jsonData: SeismologSettings) {
  let stored = createOptions({ jsonData });
  const Page = () => {
    const [options, setOptions] = useState(stored);
    stored = options;
    return <ConfigEditor options={options} onOptionsChange={setOptions} />;
  };
  render(<Page />);
  return { stored: () => stored };
}

type Get = (url: string, params?: Record<string, string>) => Promise<unknown>;

/** A back end whose resource routes are answered one by one. */
function backend(routes: Readonly<Record<string, Get>>): Get {
  return (url, params) => routes[url.split('/').at(-1) ?? '']?.(url, params) ?? new Promise(() => undefined);
}

const openAdditionalSettings = () => userEvent.click(screen.getByRole('button', { name: /Additional settings/ }));

describe('ConfigEditor', () => {
  it.each(['generated', 'loki', 'elasticsearch', 'grafana'] as const)(
    'can be used by everybody, with all its settings open: %s',
    async (source) => {
      setup({ source });
      await openAdditionalSettings();

      expect(await violations()).toEqual([]);
    }
  );

  it('leads to the documentation', () => {
    setup();
    expect(screen.getByRole('link', { name: /documentation/ })).toHaveAttribute(
      'href',
      'https://github.com/seismolog/seismolog/blob/main/docs/README.md'
    );
  });

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

    await userEvent.type(screen.getByLabelText(/^Seed/), '7');

    expect(changed().jsonData.generated).toEqual({ seed: 7 });
  });

  it('goes back to the default where a field is emptied', async () => {
    const { changed } = setup({ generated: { seed: 7 } });

    await userEvent.clear(screen.getByLabelText(/^Seed/));

    expect(changed().jsonData.generated).toEqual({});
  });

  it.each(['loki', 'elasticsearch', 'victorialogs'] as const)(
    'asks for the mode where the store can count by itself: %s',
    async (source) => {
      const { changed } = setup({ source });

      await userEvent.click(screen.getByRole('button', { name: /Additional settings/ }));
      expect(screen.getByRole('radio', { name: 'Auto' })).toBeChecked();
      await userEvent.click(screen.getByRole('radio', { name: 'Windows' }));

      expect(changed().jsonData.mode).toBe('windows');
    }
  );

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

  it('keeps a query that is no JSON as it was typed, and marks it', async () => {
    const { stored } = stateful({ source: 'grafana' });

    await userEvent.type(screen.getByLabelText(/^Query/), '{{"lines": ');
    await userEvent.tab();

    expect(screen.getByLabelText(/^Query/)).toBeInvalid();
    expect(screen.getByText(/^Must be a JSON object of at most 20,000 characters; it is/)).toBeInTheDocument();
    expect(stored().jsonData.grafana).toEqual({ query: '{"lines": ' });
  });

  it('marks what the back end refuses, and lists it by label where its section is closed', () => {
    setup({ generated: { logsPerDay: 0 }, analysis: { forest: { contamination: 5 } } });

    expect(screen.getByLabelText(/^Logs per day/)).toBeInvalid();
    expect(screen.getByText('Must be a number between 1 and 10,000,000; it is 0.')).toBeInTheDocument();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Logs per day (generated.logsPerDay) must be a number between 1 and 10,000,000; it is 0.',
      'Contamination (analysis.forest.contamination) must be a number more than 0 and at most 0.5, or "auto"; it is 5.',
    ]);
  });

  it('lists keys that are no settings', () => {
    setup({ analysis: { forrest: {} } } as SeismologSettings);

    expect(screen.getByText('There is no "analysis.forrest". Did you mean "analysis.forest"?')).toBeInTheDocument();
  });

  it('takes a number of many digits while it is typed', async () => {
    const { stored } = stateful({ analysis: {} });
    await openAdditionalSettings();

    await userEvent.type(screen.getByLabelText(/^High error rate: share/), '0.050');
    expect(screen.getByLabelText(/^High error rate: share/)).toHaveValue('0.050');
    await userEvent.tab();

    expect(stored().jsonData.analysis).toEqual({ incidents: { errorRateThreshold: 0.05 } });
  });

  it('can be looked at only where the data source is provisioned', async () => {
    setup(
      { source: 'loki', analysis: { patterns: [{ name: 'OOM', pattern: 'oom' }] } },
      { bearerToken: true },
      'x',
      true
    );
    await openAdditionalSettings();

    const inputs = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
    expect(inputs.filter((input) => !input.disabled && !input.readOnly).map((input) => input.id)).toEqual([]);
    expect(screen.getByRole('button', { name: 'Add: Named pattern' })).toBeDisabled();
  });

  it('adds and removes named patterns', async () => {
    const { changed } = setup({ analysis: { patterns: [{ name: 'OOM', pattern: 'Out of memory' }] } });
    await openAdditionalSettings();

    await userEvent.click(screen.getByRole('button', { name: 'Add: Named pattern' }));
    expect(changed().jsonData.analysis?.patterns).toEqual([
      { name: 'OOM', pattern: 'Out of memory' },
      { name: '', pattern: '' },
    ]);

    await userEvent.click(within(document.body).getByRole('button', { name: 'Remove: Named pattern 1' }));
    expect(changed().jsonData.analysis).toEqual({});
  });

  it('takes calendars by their address or as text, one of the two', async () => {
    const { stored } = stateful({});
    await openAdditionalSettings();
    await userEvent.click(screen.getByRole('button', { name: 'Add: Calendar to read' }));
    await userEvent.click(screen.getByLabelText('Or its text 1'));
    await userEvent.paste('BEGIN:VCALENDAR\nEND:VCALENDAR');
    expect(stored().jsonData.calendars).toMatchObject([{ text: 'BEGIN:VCALENDAR\nEND:VCALENDAR' }]);
    expect(settingsProblems({ jsonData: stored().jsonData, url: '' })).toEqual([]);

    await userEvent.click(screen.getByLabelText('Address 1'));
    await userEvent.paste('ftp://example.com/a.ics');
    expect(screen.getByText('Must be given, or the text of the calendar: one of the two.')).toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText('Or its text 1'));
    expect(screen.getByText(/^Must be a URL that begins with http/)).toBeInTheDocument();
  });

  it('fills in an entry of the calendar, and marks what is wrong with it', async () => {
    const { stored } = stateful({});
    await openAdditionalSettings();

    await userEvent.click(screen.getByRole('button', { name: 'Add: Calendar entry' }));
    const fillIn = async (name: string, text: string) => {
      await userEvent.click(screen.getByLabelText(name));
      await userEvent.paste(text);
    };
    await fillIn('Name 1', 'Upgrade');
    await fillIn('From 1', '2026-12-24 22:00');
    await fillIn('To 1', '2026-12-24');
    await fillIn('Services 1', 'database, cache');
    await userEvent.type(screen.getByRole('combobox', { name: 'Repeat 1' }), 'week{ArrowDown}{Enter}');
    await userEvent.type(screen.getByRole('combobox', { name: 'Alerts 1' }), 'no{ArrowDown}{Enter}');

    const entry = {
      name: 'Upgrade',
      from: '2026-12-24 22:00',
      to: '2026-12-24',
      repeat: 'week',
      services: 'database, cache',
      alerts: 'muted',
    };
    expect(stored().jsonData.calendar).toEqual([entry]);
    expect(settingsProblems({ jsonData: stored().jsonData, url: '' })).toEqual([]);

    await userEvent.clear(screen.getByLabelText('To 1'));
    await fillIn('To 1', '2026-12-20');
    expect(screen.getByText(/^Must be after From, 2026-12-24 22:00; it is 2026-12-20/)).toBeInTheDocument();
  });
});

describe('a number in the ConfigEditor', () => {
  it('says what holds where it is left out', async () => {
    setup({ source: 'loki', analysis: { incidents: { perService: [{ services: 'shop' }] } } });
    await openAdditionalSettings();

    expect(screen.getByLabelText(/^Received/)).toHaveAttribute('placeholder', 'no limit');
    expect(screen.getByLabelText('Fewest logs 1')).toHaveAttribute('placeholder', 'as for all');
    expect(screen.getByLabelText(/^Most lines to read/)).toHaveAttribute('placeholder', '200000');
  });
});

describe('marks in the ConfigEditor', () => {
  it('take a token of their own, which is asked for where they are read', async () => {
    const { stored } = stateful({ source: 'loki' });
    await openAdditionalSettings();
    expect(screen.queryByLabelText(/^Service account token for marks/)).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('switch', { name: 'Read marks' }));
    expect(screen.getByText(/Address of Grafana .* must be given for marks to be read/)).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Address of Grafana/), 'http://grafana:3000');
    await userEvent.type(screen.getByLabelText(/^Service account token for marks/), 'glsa_1');

    expect(stored().jsonData.marks).toEqual({ enabled: true, url: 'http://grafana:3000' });
    expect(stored().secureJsonData).toEqual({ marksToken: 'glsa_1' });
    expect(screen.queryByText(/must be given for marks to be read/)).not.toBeInTheDocument();
  });
});

describe('the Fields of the ConfigEditor', () => {
  const get = jest.fn();
  const FIELDS: DetectedField[] = [
    { name: 'took_s', values: ['0.2', '1.5'], type: 'number' },
    { name: 'lvl', values: ['info'], type: 'string', role: 'level' },
  ];

  beforeEach(() => {
    get.mockReset().mockResolvedValue(FIELDS);
    setBackendSrv({ get: backend({ fields: get }) } as unknown as BackendSrv);
  });

  it('are typed in until the data source is saved', async () => {
    const { changed } = setup({}, {}, '');
    await openAdditionalSettings();

    await userEvent.type(screen.getByRole('textbox', { name: 'Response time' }), 'd');

    expect(changed().jsonData.fields).toEqual({ responseTime: 'd' });
    expect(screen.getByText(/Save the data source to choose/)).toBeInTheDocument();
    expect(get).not.toHaveBeenCalled();
  });

  it('are asked of the data source when one of them is first entered, and only then', async () => {
    setup();
    await openAdditionalSettings();
    expect(get).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('combobox', { name: 'Level' }));
    await userEvent.click(screen.getByRole('combobox', { name: 'Service' }));

    expect(get).toHaveBeenCalledTimes(1);
    expect(get.mock.lastCall[0]).toBe('/api/datasources/uid/seismolog/resources/fields');
  });

  it('are chosen among those detected', async () => {
    const { changed } = setup({ fields: { level: 'x' } });
    await openAdditionalSettings();

    await userEvent.type(screen.getByRole('combobox', { name: 'Response time' }), 'took{ArrowDown}{Enter}');

    expect(changed().jsonData.fields).toEqual({ level: 'x', responseTime: 'took_s' });
  });

  it('may have any other name', async () => {
    const { changed } = setup();
    await openAdditionalSettings();

    await userEvent.type(screen.getByRole('combobox', { name: 'Trace ID' }), 'my.trace{Enter}');

    expect(changed().jsonData.fields).toEqual({ traceId: 'my.trace' });
  });

  it('show what was chosen before', async () => {
    setup({ fields: { service: 'svc' } });
    await openAdditionalSettings();

    expect(screen.getByRole('combobox', { name: 'Service' })).toHaveValue('svc');
  });

  it('say why they could not be detected, take a name all the same, and ask again', async () => {
    const message = 'Loki at http://loki:3100 refuses the connection.';
    get.mockRejectedValue({ status: 502, config: { url: '' }, data: { message } });
    const { changed } = setup();
    await openAdditionalSettings();

    await userEvent.type(screen.getByRole('combobox', { name: 'Service' }), 'svc{Enter}');

    expect(await screen.findByText(new RegExp(message))).toBeInTheDocument();
    expect(changed().jsonData.fields).toEqual({ service: 'svc' });

    get.mockResolvedValue(FIELDS);
    await userEvent.click(screen.getByRole('combobox', { name: 'Level' }));
    expect(screen.queryByText(new RegExp(message))).not.toBeInTheDocument();
  });

  it('say that there were no logs', async () => {
    get.mockResolvedValue([]);
    setup();
    await openAdditionalSettings();

    await userEvent.click(screen.getByRole('combobox', { name: 'Level' }));

    expect(await screen.findByText(/There were no logs with fields in the last hour/)).toBeInTheDocument();
  });

  it('are asked for again once the settings are saved', async () => {
    const { save } = setup();
    await openAdditionalSettings();
    await userEvent.click(screen.getByRole('combobox', { name: 'Level' }));

    save();
    await userEvent.click(screen.getByRole('combobox', { name: 'Service' }));

    expect(get).toHaveBeenCalledTimes(2);
  });
});

describe('the sample of the ConfigEditor', () => {
  const sample = jest.fn();
  const LOGS: SampledLogs = {
    logs: [
      {
        time: '2026-01-02T03:04:06.000Z',
        level: 'ERROR',
        service: 'cart',
        statusCode: 503,
        responseTimeMs: 12.5,
        message: 'no stock',
      },
      { time: '2026-01-02T03:04:05.000Z', message: 'on' },
    ],
    sampled: 200,
    found: { level: 200, service: 200, statusCode: 3, responseTime: 120, traceId: 0 },
    notices: ['The numbers of "duration" are taken for nanoseconds.'],
  };

  beforeEach(() => {
    sample.mockReset().mockResolvedValue(LOGS);
    setBackendSrv({ get: backend({ sample, fields: () => Promise.resolve([]) }) } as unknown as BackendSrv);
  });

  it('shows logs as they are read, and in how many of them each thing is found', async () => {
    setup();
    await openAdditionalSettings();

    const rows = within(await screen.findByRole('table', {}, { timeout: 3000 })).getAllByRole('row');
    expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
      ['Time', 'Level200 of 200', 'Service200 of 200', 'Status3 of 200', 'Response time120 of 200', 'Message'],
      ['2026-01-02 03:04:06.000', 'ERROR', 'cart', '503', '12.5 ms', 'no stock'],
      ['2026-01-02 03:04:05.000', '–', '–', '–', '–', 'on'],
    ]);
    expect(screen.getByText(/taken for nanoseconds/)).toBeInTheDocument();
  });

  it('warns beside each field that is rarely found', async () => {
    setup();
    await openAdditionalSettings();

    expect(await screen.findByRole('note', { name: 'Status code' }, { timeout: 3000 })).toHaveTextContent(
      'Found in only 3 of 200 sampled logs.'
    );
    expect(screen.getByRole('note', { name: 'Trace ID' })).toHaveTextContent('Found in none of 200 sampled logs.');
    expect(screen.getAllByRole('note')).toHaveLength(2);
  });

  it('reads again by the mapping as it stands, once, a moment after it changed', async () => {
    stateful({ fields: { level: 'x' } });
    await openAdditionalSettings();
    await screen.findByRole('table', {}, { timeout: 3000 });

    await userEvent.type(screen.getByRole('textbox', { name: /^Time zone of the logs/ }), 'UTC');

    await waitFor(() => expect(sample).toHaveBeenCalledTimes(2), { timeout: 3000 });
    expect(sample.mock.calls.map(([url, params]) => [url, JSON.parse(params.fields)])).toEqual([
      ['/api/datasources/uid/seismolog/resources/sample', { level: 'x' }],
      ['/api/datasources/uid/seismolog/resources/sample', { level: 'x', timeZone: 'UTC' }],
    ]);
  });

  it('says why no sample could be read', async () => {
    const message = 'Loki at http://loki:3100 refuses the connection.';
    sample.mockRejectedValue({ status: 502, config: { url: '' }, data: { message } });
    setup();
    await openAdditionalSettings();

    expect(await screen.findByText(message, {}, { timeout: 3000 })).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says that there were no logs', async () => {
    sample.mockResolvedValue({ ...LOGS, logs: [], sampled: 0, notices: [] });
    setup();
    await openAdditionalSettings();

    expect(await screen.findByText(/Nothing was logged for a week/, {}, { timeout: 3000 })).toBeInTheDocument();
    expect(screen.queryByRole('note')).not.toBeInTheDocument();
  });

  it('is not asked for where the data source is not saved, or its settings are not accepted', async () => {
    setup({ fields: { pattern: '(' } });
    setup({}, {}, '');
    for (const button of screen.getAllByRole('button', { name: /Additional settings/ })) {
      await userEvent.click(button);
    }
    await new Promise((resolve) => setTimeout(resolve, 700));

    expect(sample).not.toHaveBeenCalled();
  });
});

describe('the preset of the ConfigEditor', () => {
  const OTEL = ['service_name', 'severity_text', 'trace_id', 'span_id'].map((name) => ({ name, values: [] }));

  function serve(fields: DetectedField[]) {
    setBackendSrv({ get: backend({ fields: () => Promise.resolve(fields) }) } as unknown as BackendSrv);
  }
  const preset = () => screen.getByRole('combobox', { name: /^Preset/ });

  it('fills in the names that the logs have, and leaves the rest as it is', async () => {
    serve(OTEL);
    const { stored } = stateful({ fields: { timeZone: 'Europe/Paris' } });
    await openAdditionalSettings();

    await userEvent.click(preset());
    expect(await screen.findByText(/The logs look like those of OpenTelemetry/)).toBeInTheDocument();
    await userEvent.type(preset(), 'OpenTel{ArrowDown}{Enter}');

    expect(stored().jsonData.fields).toEqual({
      timeZone: 'Europe/Paris',
      level: 'severity_text',
      service: 'service.name',
      traceId: 'trace_id',
    });
    expect(preset()).toHaveValue('OpenTelemetry');
  });

  it('says where the logs have none of its names', async () => {
    serve(OTEL);
    const { stored } = stateful({});
    await openAdditionalSettings();

    await userEvent.click(preset());
    await screen.findByText(/The logs look like those of OpenTelemetry/);
    await userEvent.type(preset(), 'Kubernetes{ArrowDown}{Enter}');

    expect(screen.getByText('The logs of the last hour have none of the names of Kubernetes.')).toBeInTheDocument();
    expect(stored().jsonData.fields).toBeUndefined();
  });

  it('gives way to another one, with all that it filled in', async () => {
    serve([]);
    const { stored } = stateful({ fields: { ...presetMapping('ecs', []), timeZone: 'Europe/Paris' } });
    await openAdditionalSettings();
    expect(preset()).toHaveValue('Elastic Common Schema');

    await userEvent.type(preset(), 'Kubernetes{ArrowDown}{Enter}');

    expect(stored().jsonData.fields).toEqual({ timeZone: 'Europe/Paris', service: 'k8s.container.name' });
  });
});
