import { describe, expect, it } from '@jest/globals';
import { labelOf } from './application.labels.rules.js';
import { currentForm } from '../form/form.files.js';
import { questionsOf } from '../form/form.model.js';

const form = currentForm('2026-11-21');
const nameAt = () => 'Dødsårsaksregisteret';

describe('what a field is called in a letter', () => {
  it('is a short name, or the question of the form, and never its path', () => {
    expect(labelOf(form, 'purpose', 'nb', nameAt)).toBe('Formål');
    expect(labelOf(form, 'laySummary', 'nn', nameAt)).toMatch(/prosjektet/);
    const unnamed = questionsOf(form).filter(({ id }) => labelOf(form, id, 'en', nameAt) === id);
    expect(unnamed).toEqual([]);
  });

  it('names the registry that a part of the sources is about', () => {
    expect(labelOf(form, 'sources.1.variables', 'nb', nameAt)).toBe(
      'Variabler, Dødsårsaksregisteret',
    );
  });
});
