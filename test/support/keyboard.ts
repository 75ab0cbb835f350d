import type { Locator, Page } from 'playwright-core';

/** The most stops on one page: beyond it the key leads nowhere. */
const mostStops = 400;

/**
 * Goes to an element as somebody without a mouse does, by the tab key from where they are. Throws
 * where the key does not lead there.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < mostStops; stops++) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not lead to ${String(target)}.`);
}

/** Goes to a button or a link and presses it. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Goes to a field and writes in it. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Goes to a group of radio buttons and, by the arrows, to the one that is called so. */
export async function pickRadio(page: Page, group: Locator, name: string): Promise<void> {
  const radios = group.getByRole('radio');
  await tabTo(page, radios.first());
  await page.keyboard.press('Space');
  const wanted = group.getByRole('radio', { name, exact: true });
  for (let steps = await radios.count(); steps > 0; steps--) {
    if (await wanted.isChecked()) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrows do not lead to ${name}.`);
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}
