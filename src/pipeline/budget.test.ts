import { BudgetError } from '../errors';
import { type FakeLine } from '../sources/loki/testing/fakeLine';
import { analyse, lokiFixture } from './testing/loki';
import { START } from './testing/modes';

const { serve, queries } = lokiFixture();

/** Lines of one service over ten minutes: more than two pages of them. */
const LINES = Array.from({ length: 300 }, (_, i): FakeLine => ({
  labels: { service_name: 'api', level: 'info' },
  time: BigInt(START + i * 2000) * 1_000_000n,
  line: `took ${i} ms`,
}));

const asked = (budget: object) => ({ settings: { budget } });

describe('an analysis', () => {
  it('says what it took from the store', async () => {
    const { spent } = await analyse(await serve(LINES), 'entries');
    expect(spent?.requests).toBe(queries('/loki/api/v1/query_range').length + 1);
    expect(spent?.bytes).toBeGreaterThan(300 * 'took 1 ms'.length);
  });

  it('in the mode "auto" asks for counts where reading lines is beyond the budget, and says so', async () => {
    const url = await serve(LINES, { maxEntries: 2 });
    const free = await analyse(url, 'auto');
    const { totals, notices } = await analyse(url, 'auto', asked({ requests: 100 }));
    expect(totals.logs).toBe(free.totals.logs);
    expect(notices.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^The store was asked for counts.*more than 100 requests, the budget/)
    );
    expect(free.notices.map(({ text }) => text).join()).not.toContain('budget');
  });

  it.each(['entries', 'windows'] as const)('in the mode "%s" ends with an error beyond the budget', async (mode) => {
    const url = await serve(LINES, { maxEntries: 20 });
    await expect(analyse(url, mode, asked({ requests: 2 }))).rejects.toThrow(BudgetError);
  });
});
