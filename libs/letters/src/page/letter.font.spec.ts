import { describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { letterFonts } from './letter.font.js';

describe('the shared fonts', () => {
  it('measure a text as pdfkit does, however often it is laid out', () => {
    const { regular } = letterFonts();
    for (const text of ['Vedtak', 'Áile Čuoŧŧi Demosøker', 'a b', 'Vedtak', 'no glyph: 😀']) {
      const doc = new PDFDocument({ font: '' });
      doc.registerFont('regular', regular.source as unknown as Buffer).font('regular', 10);
      const own = Array.from(text, (sign) => regular.advance(sign.codePointAt(0)!));
      const width = own.reduce((sum, advance) => sum + advance, 0) / 100;
      expect(doc.widthOfString(text)).toBeCloseTo(width, 6);
      expect(doc.widthOfString(text)).toBeCloseTo(width, 6);
    }
  });

  it('hold every letter of the Sámi languages and of Norwegian, in both weights', () => {
    for (const { source } of Object.values(letterFonts())) {
      for (const sign of 'ÁÂÄÅÆČĐŊÖØŠŦŽáâäåæčđŋöøšŧžʹʼ§–—«»“”’•…') {
        expect([sign, source.hasGlyphForCodePoint(sign.codePointAt(0)!)]).toEqual([sign, true]);
      }
    }
  });

  it('give a character they lack the width of its stand-in', () => {
    const { bold } = letterFonts();
    expect(bold.advance(0x1f600)).toBe(bold.advance(0xfffd));
  });
});
