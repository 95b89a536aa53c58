import { BudgetError } from '../../errors';
import { ok } from './testing/answers';
import { httpFixture, never } from './testing/httpFixture';
import { Meter } from './meter';

const { serve, client, server } = httpFixture();
const ask = () => client().getText('/x', {}, never);

describe('Meter', () => {
  it('counts the requests and the bytes of the answers of what runs in it', async () => {
    await serve((_, response) => response.end('wörd'));
    const meter = new Meter();
    await meter.run(() => Promise.all([ask(), ask()]));
    await meter.run(ask);
    expect({ ...meter }).toEqual({ requests: 3, bytes: 15 });
  });

  it('counts nothing of what runs beside it', async () => {
    await serve(ok);
    const [one, other] = [new Meter(), new Meter()];
    await Promise.all([one.run(ask), other.run(async () => [await ask(), await ask()]), ask()]);
    expect([one.requests, other.requests]).toEqual([1, 2]);
  });

  it('refuses the request that is beyond the budget of the work, which is not sent', async () => {
    await serve(ok);
    const meter = new Meter();
    await meter.run(ask, { requests: 1 });
    const work = async () => [await ask(), await ask()];
    await expect(meter.run(work, { requests: 1 })).rejects.toThrow(BudgetError);
    expect(server().requests).toHaveLength(2);
  });

  it.each([
    ['bytes', { megabytes: 1e-6 }, 'takes more than 0 MB, the budget'],
    ['time', { seconds: 0.001 }, 'the budget in the data source'],
  ])('refuses what comes after the %s of the budget are used up, and says what to do', async (_, budget, message) => {
    await serve(ok);
    let now = 0;
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const work = async () => {
      await ask();
      now += 5;
      await ask();
    };
    await expect(new Meter().run(work, budget)).rejects.toThrow(message);
    await expect(new Meter().run(work, budget)).rejects.toThrow('or raise the budget');
    clock.mockRestore();
    expect(server().requests).toHaveLength(2);
  });
});
