import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createDataSource } from '../testDataSource';
import { VariableEditor } from './VariableEditor';

it('the query of a variable is of a view that has names', async () => {
  const onChange = jest.fn();
  const query = { refId: 'A', queryType: 'serviceHealth' as const };
  render(<VariableEditor query={query} datasource={createDataSource()} onChange={onChange} onRunQuery={jest.fn()} />);

  await userEvent.click(screen.getByLabelText(/^View/));
  expect(screen.queryByText('Activity heatmap')).not.toBeInTheDocument();
  await userEvent.click(await screen.findByText('Named patterns'));

  expect(onChange).toHaveBeenCalledWith(expect.objectContaining({ queryType: 'namedPatterns' }));
});
