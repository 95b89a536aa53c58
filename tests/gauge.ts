import { type Locator, type Page } from '@playwright/test';

/** Has the gauges of a page be readable, by `gaugeText`: Grafana draws them. To be called before it is opened. */
export async function keepDrawnTexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { prototype } = CanvasRenderingContext2D;
    const draw = Reflect.get(prototype, 'fillText');
    prototype.fillText = function (text, ...where) {
      if (this.canvas instanceof HTMLCanvasElement) {
        this.canvas.dataset.drawn = text;
      }
      draw.call(this, text, ...where);
    };
  });
}

/** What the gauge in a panel says, be it drawn or, in later versions of Grafana, text. */
export async function gaugeText(panel: Locator): Promise<string> {
  const content = panel.getByTestId('data-testid panel content');
  const drawn = content.locator('canvas[data-drawn]');
  return (await drawn.count()) > 0 ? ((await drawn.first().getAttribute('data-drawn')) ?? '') : content.innerText();
}
