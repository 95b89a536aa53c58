import { dependencies } from './dependencies';
import { emptyAnalysis, normalAnalysis, oneServiceAnalysis } from './testing/analyses';
import { type Frame } from './frame';
import { drawView } from './registry';

const all = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000 };

const draw = (services: string[], of = normalAnalysis()) => dependencies(of, { ...all, services });

function column(frame: Frame, name: string): unknown[] {
  return Array.from<unknown>(frame.fields.find((field) => field.name === name)?.values ?? []);
}

describe('dependencies', () => {
  it('gives the two frames of a node graph', () => {
    const frames = drawView('dependencies', normalAnalysis(), all);
    expect(frames.map(({ name }) => name)).toEqual(['nodes', 'edges']);
  });

  it('draws edges only between nodes that it gives', () => {
    const [nodes, edges] = draw([]);
    const ids = column(nodes, 'id');
    expect(column(edges, 'source')).toEqual(['api-gateway', 'mail-worker']);
    expect([...column(edges, 'source'), ...column(edges, 'target')].every((id) => ids.includes(id))).toBe(true);
  });

  it('closes the ring of each node', () => {
    const [nodes] = draw([]);
    const ok = column(nodes, 'arc__ok').map(Number);
    column(nodes, 'arc__errors').forEach((errors, row) => expect(Number(errors) + ok[row]).toBeCloseTo(1, 12));
  });

  it('gives the services asked for and those next to them', () => {
    const [nodes, edges] = draw(['api-gateway']);
    expect(column(nodes, 'id')).toEqual(['api-gateway', 'database']);
    expect(column(edges, 'target')).toEqual(['database']);
  });

  it('says what it takes to know a dependency where none is known', () => {
    const [nodes, edges] = draw([], oneServiceAnalysis());
    expect(column(nodes, 'id')).toEqual(['mail-worker']);
    expect(column(edges, 'id')).toEqual([]);
    expect(nodes.meta.notices?.[0].text).toContain('trace ids');
    expect(draw([], emptyAnalysis())[0].meta.notices).toBeUndefined();
  });
});
