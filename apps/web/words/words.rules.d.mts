export interface Words {
  sources: { path: string; text: string }[];
  catalogues: Record<'nb' | 'nn' | 'en', object>;
  commands: string[];
}

export function wordFaults(words: Words): string[];
