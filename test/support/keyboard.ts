import type { Locator, Page } from 'playwright-core';
import { until } from './until.js';

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

/** Goes to a field and writes in place of what stands there. */
export async function writeOver(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Goes to a group of radio buttons and, by the arrows, to the one that is called so. */
export async function pickRadio(page: Page, group: Locator, name: string): Promise<void> {
  const radios = group.getByRole('radio');
  await radios.first().waitFor();
  // The tab key stops at the one that is chosen, if one is.
  const chosen = group.getByRole('radio', { checked: true });
  const isChosen = (await chosen.count()) > 0;
  await tabTo(page, isChosen ? chosen : radios.first());
  if (!isChosen) await page.keyboard.press('Space');
  const wanted = group.getByRole('radio', { name, exact: true });
  for (let steps = await radios.count(); steps > 0; steps--) {
    if (await wanted.isChecked()) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrows do not lead to ${name}.`);
}

/** Goes to a box and ticks it. */
export async function tick(page: Page, box: Locator): Promise<void> {
  await tabTo(page, box);
  await page.keyboard.press('Space');
}

/** Goes to a list to choose from and, by the arrows, to the option that is called so. */
export async function choose(page: Page, list: Locator, name: string | RegExp): Promise<void> {
  await tabTo(page, list);
  const names = await list.locator('option').allInnerTexts();
  const isWanted = (text: string) =>
    typeof name === 'string' ? text.trim() === name : name.test(text);
  await page.keyboard.press('Home');
  for (let steps = names.length; steps > 0; steps--) {
    if (isWanted(await list.locator('option:checked').innerText())) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The arrows do not lead to ${String(name)} among ${names.join(', ')}.`);
}

/**
 * Goes to a date, or a date and a time, and types it. A browser asks for the parts in the order of
 * the machine's language: who types looks at what came of it, and types it otherwise.
 */
export async function writeDate(page: Page, field: Locator, wanted: string): Promise<void> {
  const [date = '', time] = wanted.split('T');
  await tabTo(page, field);
  for (const parts of ordersOf(date, time)) {
    for (let part = 0; part < mostParts; part++) await page.keyboard.press('ArrowLeft');
    for (const [place, part] of parts.entries()) {
      await page.keyboard.type(part);
      // A year may be longer: it does not lead on by itself.
      const isLast = place === parts.length - 1;
      if (part.length === 4 && !isLast) await page.keyboard.press('ArrowRight');
    }
    if ((await field.inputValue()) === wanted) return;
  }
  throw new Error(`${wanted} cannot be typed, but ${await field.inputValue()}.`);
}

/** Day, month, year, hour, minute, and before or after noon. */
const mostParts = 6;

function ordersOf(date: string, time = ''): string[][] {
  const [year = '', month = '', day = ''] = date.split('-');
  const dates = [
    [day, month, year],
    [month, day, year],
    [year, month, day],
  ];
  if (time === '') return dates;
  const [hour = '', minute = ''] = time.split(':');
  const ofTwelve = String(Number(hour) % 12 || 12).padStart(2, '0');
  const times = [
    [hour, minute],
    [ofTwelve, minute, Number(hour) < 12 ? 'A' : 'P'],
  ];
  return dates.flatMap((one) => times.map((other) => [...one, ...other]));
}

/** Opens the machine's own choice of files by a key and takes one: the choice is no page's to show. */
export async function takeFile(
  page: Page,
  field: Locator,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await tabTo(page, field);
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(file);
}

/** Waits until the focus has come to what is said, by itself: who reads by ear begins there. */
export function focusComesTo(target: Locator): Promise<true> {
  return until(`the focus is at ${String(target)}`, async () => {
    return (await target.count()) > 0 && (await isFocused(target));
  });
}

/** From the start page to one's own: the sign-in link, and oneself at the demo provider. */
export async function signInByKeys(page: Page, url: string, login: string): Promise<void> {
  await page.goto(url, { waitUntil: 'networkidle' });
  await press(page, page.getByRole('link', { name: 'Logg inn' }));
  await press(page, page.locator(`button[value="${login}"]`));
  await page.getByRole('button', { name: 'Logg ut' }).waitFor();
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}
