/**
 * Cuts the letters' fonts out of DejaVu: Latin with the Sámi letters, Greek and Cyrillic for names,
 * and the signs a decision needs. Layout tables and hinting are left out: letters are set one
 * character to one glyph, so that the parsed font can be shared between documents.
 *
 * Run by hand when the selection changes: node scripts/fonts.mjs. The result is committed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const source = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'));
const target = join(dirname(fileURLToPath(import.meta.url)), '../templates/letters/fonts');

const ranges = [
  [0x0020, 0x007e], // Latin
  [0x00a0, 0x00ff], // Latin-1
  [0x0100, 0x024f], // Latin Extended-A and -B: the Sámi letters, central Europe
  [0x0259, 0x0259],
  [0x02b0, 0x02dd], // apostrophes and accents that stand alone
  [0x0300, 0x036f], // combining accents
  [0x0370, 0x03ff], // Greek
  [0x0400, 0x045f], // Cyrillic
  [0x1e00, 0x1eff], // Latin Extended Additional
  [0x2010, 0x2027], // dashes, quotation marks, bullet
  [0x2030, 0x203a],
  [0x2070, 0x2094], // raised and lowered digits
  [0x20a0, 0x20b8], // currencies
  [0x2100, 0x2122],
  [0x2190, 0x2193],
  [0x2200, 0x2265], // mathematics
  [0x25a0, 0x25cf],
  [0xfffd, 0xfffd], // stands for a character the font lacks
];
const characters = ranges
  .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
  .map((codePoint) => String.fromCodePoint(codePoint))
  .join('');

for (const name of ['DejaVuSansCondensed', 'DejaVuSansCondensed-Bold']) {
  const whole = await readFile(join(source, 'ttf', `${name}.ttf`));
  const cut = await subsetFont(whole, characters, {
    targetFormat: 'truetype',
    noHinting: true,
    noLayoutClosure: true,
    dropTables: ['GSUB', 'GPOS', 'GDEF', 'kern', 'FFTM', 'gasp', 'MATH'],
  });
  await writeFile(join(target, `${name}.ttf`), cut);
  console.log(`${name}: ${whole.length} -> ${cut.length} bytes`);
}
await writeFile(join(target, 'LICENSE.txt'), await readFile(join(source, 'LICENSE')));
