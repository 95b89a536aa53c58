import { type Incident } from '../model/analysis';
import { INCIDENTS } from '../../views/testing/incidents';
import { firstLines } from './firstLines';

const [, incident] = INCIDENTS;
const firstError = { service: 'api-gateway', timeMs: 5, message: 'no answer', text: 'First error: api-gateway' };
const of = (changes: Partial<Incident>) =>
  firstLines({ ...incident, ...changes }).map(({ service, message }) => [service, message]);

describe('the first lines of an incident', () => {
  it('are the first error where it likely began, then that of any service', () => {
    expect(of({ firstError })).toEqual([
      ['database', 'Disk 42 is full'],
      ['api-gateway', 'no answer'],
    ]);
  });

  it('are one where both are the same', () => {
    expect(of({ firstError: { ...firstError, service: 'database', message: 'Disk 42 is full' } })).toEqual([
      ['database', 'Disk 42 is full'],
    ]);
  });

  it('are no figures, where the service logged no error', () => {
    expect(of({ cause: { ...incident.cause!, message: '64% errors' } })).toEqual([]);
  });

  it('are the first error alone where nothing is suspected', () => {
    expect(of({ suspects: [], cause: { ...firstError, confidence: 0 }, firstError })).toEqual([
      ['api-gateway', 'no answer'],
    ]);
  });

  it('are none where no line is known', () => {
    expect(of({ cause: undefined, suspects: undefined })).toEqual([]);
  });
});
