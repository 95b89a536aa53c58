require('@testing-library/jest-dom');

Object.defineProperty(globalThis, 'matchMedia', {
  writable: true,
  value: (query) => ({
    matches: false,
    media: query,
    onchange: null,
    addListener: jest.fn(),
    removeListener: jest.fn(),
    addEventListener: jest.fn(),
    removeEventListener: jest.fn(),
    dispatchEvent: jest.fn(),
  }),
});

class NoResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
globalThis.ResizeObserver ??= NoResizeObserver;
globalThis.IntersectionObserver ??= NoResizeObserver;

HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: 8 * text.length }) });

// Grafana's icons are fetched one by one when they are drawn, after a test has gone on: there is nothing to fetch from.
jest.mock('react-inlinesvg', () => ({ __esModule: true, default: () => null, cacheStore: { name: '' } }));

// Grafana fetches Monaco when an editor is drawn: a text area stands for it.
jest.mock('@grafana/ui', () => {
  const { CodeEditor } = require('./src/components/testing/CodeEditor');
  return { ...jest.requireActual('@grafana/ui'), CodeEditor };
});
