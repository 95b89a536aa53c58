import axe from 'axe-core';

/** What keeps people from using what is shown: the rules of axe that it breaks, each with an element that does. */
export async function violations(): Promise<Array<[rule: string, element: string]>> {
  const found = await axe.run(document.body, {
    rules: {
      // Contrast needs a layout; the page around it is Grafana's.
      'color-contrast': { enabled: false },
      region: { enabled: false },
    },
  });
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, nodes[0].html]);
}
