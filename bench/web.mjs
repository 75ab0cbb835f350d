/**
 * What the page costs those who open it, in a real Chromium with nothing in its cache: when the
 * largest part of it is drawn, how long it does not answer, its bytes; then how a form of 200 fields,
 * an application of 1,000 variables and a list of 100,000 cases answer while somebody writes and
 * scrolls. At a desk, and on a phone as Lighthouse has it. Each against plain HTML with the same in
 * it, from the same server in the same run.
 *
 *   npm run build && node bench/web.mjs [--rows 100000] [--rounds 3] [--only name,name]
 */
import { parseArgs } from 'node:util';
import { openBrowser, signedIn } from '../scripts/gallery/tour.mjs';
import { emptyPage, formOf, plainForm, plainTable, plainVariables } from './web/plain.mjs';
import { startSystem } from './web/system.mjs';
import { machines, openPage, pressing, scrolling, writing } from './web/visit.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const only = values.only?.split(',');
const fields = 200;
const variables = 1_000;

/** Of Lighthouse and Core Web Vitals, for the phone; of the requirements, for the scripts. */
const goals = {
  ...{ lcp: 2_500, blocking: 200, shift: 0.1, gzipped: 200_000 },
  ...{ slowest: 200, longest: 100, dropped: 0.1 },
};

const shown = {
  lcp: 'drawn',
  blocking: 'blocked',
  shift: 'shifted',
  all: 'bytes',
  gzipped: 'scripts',
  slowest: 'slowest input',
  longest: 'longest frame',
  dropped: 'frames dropped',
  next: 'next page',
};

const system = await startSystem({
  rows: Number(values.rows),
  variables,
  plain: {
    'plain-empty': emptyPage,
    'plain-form': plainForm(fields),
    'plain-variables': plainVariables([variables / 2, variables / 2]),
    'plain-list': plainTable(20),
  },
});
const browser = await openBrowser();
const missed = [];

try {
  const states = { stranger: undefined };
  for (const login of ['soker', 'saksbehandler', 'revisor']) {
    states[login] = await signedIn(browser, system.url, login);
  }
  const bounds = Object.entries(goals).map(([key, goal]) => `${shown[key]} <= ${text(key, goal)}`);
  console.log(`goals: ${bounds.join(', ')} (scripts: of the first view)`);
  for (const [name, machine] of Object.entries(machines)) {
    console.log(`\n${name}: medians of ${rounds}; times that of the plain page, and what it is`);
    for (const visit of visits()) {
      if (only && !only.includes(visit.name)) continue;
      await compare(name, visit, { ...system, machine, state: states[visit.login] });
    }
  }
} finally {
  await browser.close();
  await system.stop();
}
console.log(
  missed.length === 0 ? '\nevery goal is reached' : `\ngoals missed:\n  ${missed.join('\n  ')}`,
);

/** Who opens what, what they do there, and the plain page it is held against. */
function visits() {
  const { caseId, largeCaseId, largeDraftId, draftId, auditId } = system;
  const editing = (id, section) => `/cases/${id}?command=edit-draft&section=${section}`;
  return [
    { name: 'stranger', login: 'stranger', at: '/', plain: 'plain-empty' },
    { name: 'case', login: 'saksbehandler', at: `/cases/${caseId}`, plain: 'plain-empty' },
    { name: 'application', login: 'soker', at: editing(draftId, 'purpose'), plain: 'plain-empty' },
    { name: 'auditor', login: 'revisor', at: `/audits/${auditId}`, plain: 'plain-empty' },
    {
      name: 'worklist',
      login: 'saksbehandler',
      at: '/',
      plain: 'plain-list',
      unfold: openFilters,
      field: (page) => page.getByLabel('Søk i referanse, tittel og søker'),
      doing: nextPages,
    },
    {
      name: `form of ${fields}`,
      login: 'soker',
      at: editing(draftId, 'measured'),
      plain: 'plain-form',
      field: (page) => page.locator('#field-application-field0'),
      routes: measuredForm,
    },
    {
      name: `${variables} variables`,
      login: 'soker',
      at: editing(largeDraftId, 'sources'),
      plain: 'plain-variables',
      field: (page) => page.locator('#field-application-sources-0-variables-0-justification'),
    },
    {
      name: `${variables} read`,
      login: 'saksbehandler',
      at: `/cases/${largeCaseId}`,
      plain: 'plain-variables',
    },
  ];
}

/** The form is data of the server; here it is one of so many questions, and takes any answer. */
async function measuredForm(page) {
  await page.route('**/api/v1/forms/*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: formOf(await answer.json(), fields) });
  });
  await page.route('**/commands/save-answers', (route) =>
    route.fulfill({ status: 201, json: { version: 3 } }),
  );
}

/** Pages through the list, as far as the twentieth page. */
async function nextPages(page) {
  const figures = [];
  for (let turn = 0; turn < 20; turn++) {
    const first = page.locator('tbody tr').first();
    const reference = await first.locator('th').innerText();
    const isOther = () => first.filter({ hasNotText: reference }).waitFor();
    figures.push(await pressing(page, page.getByRole('button', { name: 'Neste' }), isOther));
  }
  return {
    slowest: Math.max(...figures.map(({ slowest }) => slowest)),
    next: median(figures, 'done'),
  };
}

async function compare(machineName, visit, where) {
  const runs = [];
  for (let round = 0; round < rounds; round++) {
    const plain = await lookAt(
      `/${visit.plain}.html`,
      { field: visit.field && ((page) => page.locator('#first')) },
      where,
    );
    runs.push({ own: await lookAt(visit.at, visit, where), plain });
  }
  const of = (side) => {
    const all = runs.map((run) => run[side]);
    return Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all, key)]));
  };
  report(machineName, visit.name, of('own'), of('plain'));
}

/** On a phone the fields lie in a fold. */
async function openFilters(page) {
  const fold = page.getByText('Søk og avgrens', { exact: true });
  if (await fold.isVisible()) await fold.click();
}

async function lookAt(path, { unfold, field, routes, doing }, where) {
  const { page, load, end } = await openPage(browser, path, { ...where, routes });
  try {
    const figures = { ...load, ...(await scrolling(page)) };
    await unfold?.(page);
    const target = field?.(page);
    if (target) {
      // A page that could not be drawn has no field, and would be measured as a fast one.
      await target.waitFor();
      await page.evaluate('scrollTo(0, 0)');
      Object.assign(figures, await writing(page, target));
    }
    if (doing) {
      const { slowest, ...rest } = await doing(page);
      Object.assign(figures, { slowest: Math.max(slowest, figures.slowest ?? 0), ...rest });
    }
    return figures;
  } finally {
    await end();
  }
}

function report(machineName, name, own, plain) {
  const parts = Object.entries(shown).flatMap(([key, label]) => {
    if (own[key] === undefined) return [];
    // What comes before it is known who is there; the pages of a role are fetched when they are opened.
    const isBound = key !== 'gzipped' || name === 'stranger';
    const isMissed = isBound && own[key] > (goals[key] ?? Infinity);
    if (isMissed) missed.push(`${machineName}, ${name}: ${label} ${text(key, own[key])}`);
    const ratio = plain[key] > 0 ? ` ${(own[key] / plain[key]).toFixed(1)}x` : '';
    return [`${label}${ratio} (${text(key, own[key])}${isMissed ? ', MISSED' : ''})`];
  });
  console.log(`${name.padEnd(15)} ${parts.join('  ')}`);
}

function text(key, value) {
  if (key === 'all' || key === 'gzipped') return `${(value / 1_000).toFixed(0)} kB`;
  if (key === 'dropped') return `${(value * 100).toFixed(0)} %`;
  if (key === 'shift') return value.toFixed(2);
  return `${value.toFixed(0)} ms`;
}

function median(all, key) {
  const sorted = all.map((each) => each[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
