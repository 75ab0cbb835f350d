import type { Plugin } from 'vite';
import type { Words } from './words.rules.mjs';

export function wholeWords(): Plugin;

export function wordsOfTheWeb(): Words;
