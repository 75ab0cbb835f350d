import type { Locator, Page } from 'playwright-core';
import { focusComesTo, press } from './keyboard.js';

/** The page of a case as somebody without a mouse works in it. */

const now = (page: Page) => page.getByRole('region', { name: 'Dette kan du gjøre nå' });

/** The form of a command, by what stands over it. */
export const formOf = (page: Page, name: string): Locator =>
  page.locator('form').filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) });

/** The button of a command; a part may stand behind its name, and that it is begun. */
const buttonOf = (page: Page, name: string): Locator =>
  now(page)
    .getByRole('button', { name: new RegExp(`^${name}(:|$| \\()`) })
    .first();

/** Opens the form of a command, also where it lies among those that are folded away. */
export async function openForm(page: Page, name: string): Promise<Locator> {
  const button = buttonOf(page, name);
  const more = now(page).locator('summary', { hasText: 'Flere handlinger' });
  await button.or(more).first().waitFor();
  if (!(await button.isVisible())) await press(page, more);
  await press(page, button);
  const form = formOf(page, name);
  await focusComesTo(form.getByRole('heading', { level: 3 }));
  return form;
}

/** Closes the form, and is back at its button. */
export async function closeForm(page: Page, name: string): Promise<void> {
  await press(page, formOf(page, name).getByRole('button', { name: 'Lukk' }));
  await focusComesTo(buttonOf(page, name));
}

/** Sends the form that is open. What came of it is said, and the reader is taken there. */
export async function send(page: Page, name: string, button: string): Promise<void> {
  await press(page, formOf(page, name).getByRole('button', { name: button, exact: true }));
  const done = page.getByRole('status').filter({ hasText: `Utført: ${name}` });
  await focusComesTo(done);
}

/** A command whose form asks for what `fill` fills in. */
export async function give(
  page: Page,
  name: string,
  button: string,
  fill?: (form: Locator) => Promise<void>,
): Promise<void> {
  const form = await openForm(page, name);
  await fill?.(form);
  await send(page, name, button);
}

/** Goes to a part of the case by its menu. */
export async function toPart(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Deler av saken' });
  await press(page, menu.getByRole('link', { name, exact: true }));
  await focusComesTo(page.getByRole('group', { name, exact: true }));
}

/** Opens what lies folded, and reads there. */
export async function unfold(page: Page, text: string): Promise<void> {
  const folded = page.locator('details').filter({ hasText: text }).last();
  await press(page, folded.locator('summary').first());
  await folded.getByText(text).first().waitFor();
}
