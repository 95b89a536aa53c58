import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { type PartialAnalysisOptions } from '../query/options';
import { AnalysisOptions } from './AnalysisOptions';
import { violations } from './testing/violations';

async function setup(value?: PartialAnalysisOptions, inherited?: PartialAnalysisOptions) {
  const stored: { value?: PartialAnalysisOptions } = { value };
  const onRunQuery = jest.fn();
  const Editor = () => {
    const [options, setOptions] = useState(value);
    stored.value = options;
    return <AnalysisOptions value={options} inherited={inherited} onChange={setOptions} onRunQuery={onRunQuery} />;
  };
  render(<Editor />);
  await userEvent.click(screen.getByRole('button', { name: /^Analysis:/ }));
  return { stored, onRunQuery };
}

describe('the options of the analysis', () => {
  it('are those of the forest, of incidents and of health, and take effect when they are left', async () => {
    const { stored, onRunQuery } = await setup();

    await userEvent.type(screen.getByLabelText(/^Contamination/), '0.05');
    await userEvent.type(screen.getByLabelText(/^Cascade: services failing/), '3');
    await userEvent.type(screen.getByLabelText(/^Each critical incident/), '9');
    expect(onRunQuery).not.toHaveBeenCalled();
    await userEvent.click(document.body);

    expect(stored.value).toEqual({
      forest: { contamination: 0.05 },
      incidents: { cascadeServices: 3 },
      health: { criticalIncident: 9 },
    });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    expect(screen.getByText('Analysis: 3 set for this query alone')).toBeVisible();
  });

  it('show what the data source has where the query has nothing, and go back to it', async () => {
    const { stored } = await setup({ forest: { nEstimators: 7 } }, { forest: { nEstimators: 250 } });
    const trees = screen.getByLabelText(/^Trees/);
    expect(trees).toHaveValue('7');

    await userEvent.clear(trees);

    expect(trees).toHaveAttribute('placeholder', '250');
    expect(stored.value).toBeUndefined();
  });

  it('show a switch as it is where nobody set it', async () => {
    const { stored } = await setup();
    const pods = screen.getByLabelText(/^Group pods/);
    expect(pods).toBeChecked();

    await userEvent.click(pods);

    expect(stored.value).toEqual({ services: { groupPods: false } });
  });

  it('say what is wrong', async () => {
    await setup({ incidents: { errorRateThreshold: 30 } });

    expect(screen.getByRole('alert')).toHaveTextContent(/Must be .* it is 30/);
  });

  it('can be read by everybody', async () => {
    await setup({ patterns: [{ name: 'Disk', pattern: 'No space' }] });

    expect(await violations()).toEqual([]);
  });
});
