import type { Browser, Page } from 'playwright-core';
import type { Visit } from './visits.mjs';

export const languages: readonly string[];
export const themes: readonly string[];

export interface Seen {
  name: string;
  theme: string;
  language: string;
  faults: string[];
}

export function openBrowser(): Promise<Browser>;

export function tour(
  browser: Browser,
  url: string,
  wanted: {
    visits: readonly Visit[];
    themes?: readonly string[];
    languages?: readonly string[];
    see?: (page: Page, seen: Seen) => Promise<void>;
  },
): AsyncGenerator<Seen>;
