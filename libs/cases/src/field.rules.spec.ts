import { describe, expect, it } from '@jest/globals';
import { isPrintable, line, text } from './field.rules.js';

describe('what people write', () => {
  it('holds any letter, sign and emoji, and accents put together', () => {
    for (const words of ['Áile Čuoŧŧi', 'E\u0301', '👩‍🔬', 'a\tb\nc', '10 µg ± 5 %']) {
      expect([words, isPrintable(words), text(50).safeParse(words).success]).toEqual([
        words,
        true,
        true,
      ]);
    }
  });

  it('holds nothing that makes it read otherwise than it was written', () => {
    for (const mark of ['\u202a', '\u202e', '\u2066', '\u2069', '\0', '\u001b', '\ud800']) {
      expect(text(50).safeParse(`Avslag${mark}`).success).toBe(false);
      expect(isPrintable(`Avslag${mark}`)).toBe(false);
    }
  });

  it('is not made up of what nobody sees', () => {
    for (const nothing of ['\u200b', '\u00ad \u2060', '\ufe0f']) {
      expect(line(50).safeParse(nothing).success).toBe(false);
    }
  });
});
