/**
 * Letters per second on one thread: the decision letter drawn by the letters feature (tagged,
 * PDF/A-3a, fonts embedded), plain and sealed, against pdfkit drawing the bare text in Helvetica (the floor) and
 * against Chromium printing the same letter (the peer). All of them take turns in one run. Chromium
 * spreads over processes, so each is also counted by the processor time it takes, with all its
 * processes: letters per second and core.
 *
 * After `npm run build`: node bench/letters.mjs [rounds]
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { chromium } from 'playwright-core';
import { parseForm } from '../dist/libs/letters/src/wording/letter.form.js';
import {
  makeTestSeal,
  openSealFile,
  render,
  renderSealed,
} from '../dist/libs/letters/src/index.js';
import { writeLetter } from '../dist/libs/letters/src/wording/letter.writer.js';

const rounds = Number(process.argv[2] ?? 11);
const perRound = 20;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sample = JSON.parse(
  readFileSync(join(root, 'templates/letters/decision/sample.json'), 'utf8'),
);
const letter = {
  kind: 'decision',
  language: 'nb',
  ...sample,
  id: '018f3c1a-0000-7000-8000-000000000001',
  created_at: new Date('2026-04-29T08:00:00Z'),
};
const sealedAt = new Date('2026-04-29T09:30:00Z');
const seal = await testSeal();
const form = parseForm(writeLetter(letter));
const bareText = textOf(form);
const html = htmlOf(form);

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);
if (!executablePath) throw new Error('The peer needs Chromium: set CHROMIUM to its path');
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const page = await browser.newPage();

const contestants = {
  letters: () => render(letter).pdf,
  sealed: async () => (await renderSealed(letter, seal, sealedAt)).pdf,
  floor: () => drawBare(bareText),
  peer: async () => {
    await page.setContent(html);
    return page.pdf({ format: 'A4', tagged: true });
  },
};
const rates = { letters: [], sealed: [], floor: [], peer: [] };
const perCore = { letters: [], sealed: [], floor: [], peer: [] };
const bytes = {};
for (const [name, draw] of Object.entries(contestants)) {
  for (let i = 0; i < 20; i += 1) bytes[name] = (await draw()).length;
}
for (let round = 0; round < rounds; round += 1) {
  for (const [name, draw] of Object.entries(contestants)) {
    const count = name === 'peer' ? perRound / 2 : perRound;
    const [start, used] = [performance.now(), cpuSeconds()];
    for (let i = 0; i < count; i += 1) await draw();
    rates[name].push((count * 1000) / (performance.now() - start));
    perCore[name].push(count / (cpuSeconds() - used));
  }
}
await browser.close();

for (const [name, what] of [
  [
    'letters',
    `decision letter, ${render(letter).pageCount} pages, PDF/A-3a, tagged, decision attached`,
  ],
  ['sealed', 'the same, sealed with RSA 3072'],
  ['floor', 'pdfkit, bare text, Helvetica, untagged'],
  ['peer', 'Chromium page.pdf, tagged, one warm page'],
]) {
  const values = rates[name];
  const spread = `${Math.min(...values).toFixed(1)}-${Math.max(...values).toFixed(1)}`;
  const core = median(perCore[name]).toFixed(1);
  console.log(
    `${name.padEnd(8)} ${median(values).toFixed(1)}/s (${spread}), ${core}/s/core, ${bytes[name]} bytes: ${what}`,
  );
}
// Ratios are taken round by round: a busy machine slows all three alike.
for (const name of ['letters', 'sealed']) {
  verdict(name, 'of the floor', 'floor', 0.5);
  verdict(name, 'times the peer', 'peer', 4);
}

function verdict(name, what, other, goal) {
  const [wall, core] = [rates, perCore].map((counts) =>
    median(counts[name].map((value, round) => value / counts[other][round])),
  );
  const word = core >= goal ? 'reached' : 'missed';
  console.log(
    `${name.padEnd(8)} ${core.toFixed(2)} ${what} per core, ${wall.toFixed(2)} by the clock (goal >= ${goal}: ${word})`,
  );
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Processor time of this process and all below it, from /proc; of this one alone elsewhere. */
function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + (existsSync('/proc/self/stat') ? belowSeconds(process.pid) : 0);
}

function belowSeconds(parent) {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // After the name in brackets: state, parent, .. user time, system time in ticks of 10 ms.
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
        const seconds = (Number(fields[11]) + Number(fields[12])) / 100;
        return [{ pid: Number(pid), parent: Number(fields[1]), seconds }];
      } catch {
        return []; // gone in the meantime
      }
    });
  const sum = (of) =>
    stats
      .filter((stat) => stat.parent === of)
      .reduce((total, { pid, seconds }) => total + seconds + sum(pid), 0);
  return sum(parent);
}
/** A test seal, as a demonstration has it. */
async function testSeal() {
  const folder = mkdtempSync(join(tmpdir(), 'tilgang-bench-'));
  const { key, certificates } = await makeTestSeal();
  const files = { keyFile: join(folder, 'key'), certificateFile: join(folder, 'certificates') };
  writeFileSync(files.keyFile, key);
  writeFileSync(files.certificateFile, certificates);
  const opened = openSealFile(files);
  rmSync(folder, { recursive: true });
  return opened;
}

/** The same words, one paragraph per piece. */
function textOf({ senderLines, recipientLines, references, blocks, footnotes = [] }) {
  return [
    senderLines.join('\n'),
    recipientLines.join('\n'),
    ...references.map(({ first, second }) => `${first} ${second}`),
    ...blocks.flatMap((block) => {
      if (block.kind === 'list') return block.items.map((item) => `• ${item}`);
      if (block.kind === 'table')
        return [block.header, ...block.rows].map((row) => row.join('   '));
      if (block.kind === 'signature') return block.signers.map((s) => `${s.first}\n${s.second}`);
      return [block.text];
    }),
    ...footnotes,
  ].map(withoutMarks);
}

function drawBare(paragraphs) {
  const doc = new PDFDocument({ size: 'A4', margin: 70, font: 'Helvetica' });
  doc.fontSize(10);
  for (const paragraph of paragraphs) doc.text(paragraph).moveDown(0.5);
  doc.end();
  return doc.read();
}

/** The marks of footnotes are private characters, which our own pages draw as raised numbers. */
function withoutMarks(text) {
  return text.replace(/[\ue101-\ue163]/g, '');
}

function htmlOf({ senderLines, recipientLines, references, blocks, footnotes = [] }) {
  const safe = (text) =>
    withoutMarks(text)
      .replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`)
      .replace(/[\u2028\u2029]/g, '<br>');
  const row = (tag) => (cells) =>
    `<tr>${cells.map((cell) => `<${tag}>${safe(cell)}</${tag}>`).join('')}</tr>`;
  const body = blocks.map((block) => {
    switch (block.kind) {
      case 'title':
        return `<h1>${safe(block.text)}</h1>`;
      case 'heading':
        return `<h2>${safe(block.text)}</h2>`;
      case 'paragraph':
        return `<p>${safe(block.text)}</p>`;
      case 'list':
        return `<ul>${block.items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul>`;
      case 'table':
        return `<table>${row('th')(block.header)}${block.rows.map(row('td')).join('')}</table>`;
      default:
        return block.signers.map((s) => `<p>${safe(s.first)}<br>${safe(s.second)}</p>`).join('');
    }
  });
  return `<!doctype html><html lang="nb"><title>Vedtak</title><style>
    body{font:10pt/1.35 "DejaVu Sans Condensed",sans-serif;margin:2cm} table{border-collapse:collapse}
    td,th{border-bottom:1px solid #777;text-align:left;vertical-align:top;padding:3px}</style>
    <p>${senderLines.map(safe).join('<br>')}</p><p>${recipientLines.map(safe).join('<br>')}</p>
    ${references.map((r) => `<p><b>${safe(r.first)}</b> ${safe(r.second)}</p>`).join('')}
    ${body.join('\n')}${footnotes.map((note) => `<p><small>${safe(note)}</small></p>`).join('')}</html>`;
}
