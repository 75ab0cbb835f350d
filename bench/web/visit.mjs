import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atRest } from '../../scripts/gallery/tour.mjs';

/**
 * The machines of those who look. The second is what Lighthouse takes for a phone in the middle of
 * the market: a processor four times as slow, behind a slow mobile network.
 */
export const machines = {
  desk: { cpu: 1, viewport: { width: 1280, height: 900 } },
  phone: {
    cpu: 4,
    viewport: { width: 412, height: 823 },
    network: {
      offline: false,
      latency: 150,
      downloadThroughput: (1.6 * 1_000_000) / 8,
      uploadThroughput: (0.75 * 1_000_000) / 8,
    },
  },
};

/** Longer than this and somebody waits: the bound of a long task. */
const longMs = 50;
const frameMs = 1_000 / 60;

const observing = `
  window.seen = { lcp: 0, fcp: 0, shift: 0, long: [], inputs: [] };
  const observe = (type, each, options = {}) => new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) each(entry);
  }).observe({ type, buffered: true, ...options });
  observe('largest-contentful-paint', ({ startTime }) => { seen.lcp = startTime; });
  observe('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.fcp = startTime; });
  observe('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.shift += value; });
  observe('longtask', ({ startTime, duration }) => { seen.long.push({ startTime, duration }); });
  observe('event', ({ interactionId, duration }) => { if (interactionId) seen.inputs.push(duration); },
    { durationThreshold: 16 });
  observe('first-input', ({ duration }) => { seen.inputs.push(duration); });
`;

/**
 * Opens a page in a browser that has nothing of it, and stays on it.
 *
 * @param {{ url: string, webRoot: string, state?: object, machine: object,
 *   routes?: (page: import('playwright-core').Page) => Promise<void> }} where
 */
export async function openPage(browser, path, { url, webRoot, state, machine, routes }) {
  const context = await browser.newContext({
    viewport: machine.viewport,
    locale: 'nb-NO',
    storageState: state,
  });
  await context.addInitScript(`localStorage.setItem('tilgang.language', 'nb')`);
  await context.addInitScript(observing);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const bytes = countBytes(cdp, webRoot);
  await cdp.send('Network.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: machine.cpu });
  if (machine.network) await cdp.send('Network.emulateNetworkConditions', machine.network);
  await routes?.(page);
  await page.goto(url + path, { waitUntil: 'load' });
  await atRest(page);
  await twoFrames(page);
  const { lcp, fcp, shift, long } = await page.evaluate('seen');
  const blocking = long
    .filter(({ startTime }) => startTime >= fcp)
    .reduce((sum, { duration }) => sum + duration - longMs, 0);
  return { page, end: () => context.close(), load: { lcp, blocking, shift, ...bytes() } };
}

/** Writes into a field as fast as somebody writes; the slowest key in a hundred. */
export async function writing(page, field, text = 'hjerneslag hos unge') {
  await field.scrollIntoViewIfNeeded();
  await field.focus();
  await forgetInputs(page);
  await field.pressSequentially(text, { delay: 60 });
  await twoFrames(page);
  return { slowest: await slowestInput(page) };
}

/** Presses something and waits for what comes of it. */
export async function pressing(page, element, whenDone) {
  await element.scrollIntoViewIfNeeded();
  await forgetInputs(page);
  const from = performance.now();
  await element.click();
  await whenDone();
  await twoFrames(page);
  return { slowest: await slowestInput(page), done: performance.now() - from };
}

/** Scrolls through the page by the wheel, and looks at when its frames came. */
export async function scrolling(page, turns = 40) {
  await page.mouse.move(200, 400);
  await page.evaluate(`
    window.frames_ = [];
    window.watching = true;
    const each = (at) => { frames_.push(at); if (watching) requestAnimationFrame(each); };
    requestAnimationFrame(each);
  `);
  for (let turn = 0; turn < turns; turn++) await page.mouse.wheel(0, 600);
  await twoFrames(page);
  const times = await page.evaluate('watching = false, frames_');
  const gaps = times.slice(1).map((at, index) => at - times[index]);
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0);
  return { longest: Math.max(...gaps), dropped: dropped / (gaps.length + dropped) };
}

function countBytes(cdp, webRoot) {
  const kinds = new Map();
  const sums = { all: 0, scripts: 0, gzipped: 0 };
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, { type, path: new URL(response.url).pathname });
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { type, path } = kinds.get(requestId) ?? {};
    sums.all += encodedDataLength;
    if (type !== 'Script') return;
    sums.scripts += encodedDataLength;
    sums.gzipped += readFileSync(join(webRoot, `${path}.gz`)).length;
  });
  return () => ({ ...sums });
}

const forgetInputs = (page) => page.evaluate('void (seen.inputs.length = 0)');

/** The page is told of an input when what came of it has been drawn. */
async function slowestInput(page) {
  return page.evaluate('Math.max(0, ...seen.inputs)');
}

const twoFrames = (page) =>
  page.evaluate(
    'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))',
  );
