import { DARK, LIGHT } from './palette';

/** WCAG 2.2, relative luminance of a colour such as "#1b1f24". */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const SEVERITIES = ['critical', 'high', 'medium'] as const;

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('%s: by the Web Content Accessibility Guidelines', (_, colours) => {
  it.each(['ink', 'muted', 'link'] as const)('%s can be read on all that it stands on', (text) => {
    for (const on of ['paper', 'card', 'quote'] as const) {
      expect(contrast(colours[text], colours[on])).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(SEVERITIES)('the word %s can be read on its colour', (severity) => {
    expect(contrast(colours[`on-${severity}`], colours[severity])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['good', 'fair', 'poor', 'bad', 'calm', 'none', 'accent'] as const)('%s can be read on a card', (state) => {
    expect(contrast(colours[state], colours.card)).toBeGreaterThanOrEqual(4.5);
  });
});
