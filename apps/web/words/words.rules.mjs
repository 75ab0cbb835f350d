import ts from 'typescript';

/** Attributes whose text a person reads or hears. */
const readAttributes = ['alt', 'aria-label', 'caption', 'heading', 'label', 'placeholder', 'title'];

/** Names that are the same in every language. */
const names = ['Tilgang', 'CSV', 'JSON', 'SHA-256'];

/**
 * What is wrong with the words of the web: keys that no catalogue has, text that stands in the code
 * and so in one language, text that nobody has translated, and commands of the API that no page has
 * words to offer by.
 *
 * @param {{
 *   sources: { path: string, text: string }[],
 *   catalogues: Record<'nb' | 'nn' | 'en', object>,
 *   commands: string[],
 * }} web `commands` by their names in the OpenAPI document
 * @returns {string[]} a line for each fault; none: the words are whole
 */
export function wordFaults({ sources, catalogues, commands }) {
  const texts = {
    nb: textsByKey(catalogues.nb),
    nn: textsByKey(catalogues.nn),
    en: textsByKey(catalogues.en),
  };
  return [
    ...sources.flatMap((source) => faultsInSource(source, texts.nb)),
    ...lacking(texts),
    ...untranslated(texts),
    ...notOffered(commands, texts.nb),
  ];
}

function faultsInSource({ path, text }, texts) {
  const faults = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const fault = (node, what) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    faults.push(`${path}:${line + 1} ${what}`);
  };
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      for (const key of keysAsked(node.arguments[0])) {
        if (!isKnown(key, texts)) fault(node, `asks for ${shown(key)}, which no catalogue has`);
      }
    }
    const written = writtenText(node);
    if (written) fault(node, `shows text that is in no catalogue: ${written}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return faults;
}

/** `t(…)`, by whatever object it comes. */
function isTranslation(expression) {
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) && name.text === 't';
}

/** The keys that stand in the code: words, or the pieces around what is put in at run time. */
function keysAsked(node) {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [[node.text]];
  if (ts.isTemplateExpression(node)) {
    return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]];
  }
  if (ts.isConditionalExpression(node)) {
    return [...keysAsked(node.whenTrue), ...keysAsked(node.whenFalse)];
  }
  if (ts.isParenthesizedExpression(node)) return keysAsked(node.expression);
  // Of several keys the first that is there is shown: one of them has to be.
  return [];
}

function isKnown(pieces, texts) {
  const [whole] = pieces;
  if (pieces.length === 1) return texts.has(whole) || texts.has(`${whole}_other`);
  const pattern = new RegExp(`^${pieces.map(escaped).join('.+')}(_one|_other)?$`);
  return [...texts.keys()].some((key) => pattern.test(key));
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function shown(pieces) {
  return pieces.join('…');
}

/** Words that are written in the code for a person to read; null: none. */
function writtenText(node) {
  if (ts.isJsxText(node)) return isCode(node.parent) ? null : wordsIn(node.text);
  if (!ts.isJsxAttribute(node) || !readAttributes.includes(node.name.getText())) return null;
  const value = node.initializer;
  return value && ts.isStringLiteral(value) ? wordsIn(value.text) : null;
}

function isCode(element) {
  return ts.isJsxElement(element) && element.openingElement.tagName.getText() === 'code';
}

function wordsIn(text) {
  const words = text.trim();
  return /\p{L}{2}/u.test(words) && !names.includes(words) ? words : null;
}

function lacking(texts) {
  const every = new Set(Object.values(texts).flatMap((known) => [...known.keys()]));
  return Object.entries(texts).flatMap(([language, known]) =>
    [...every].filter((key) => !known.get(key)?.trim()).map((key) => `${language} lacks ${key}`),
  );
}

/** Two sentences that are the same in Norwegian and in English are one that was not translated. */
function untranslated({ nb, en }) {
  return [...nb]
    .filter(([key, text]) => isSentence(text) && en.get(key) === text)
    .map(([key]) => `en has the Norwegian words of ${key}`);
}

function isSentence(text) {
  return (text.replace(/\{\{.*?\}\}/g, '').match(/\p{L}{2,}/gu) ?? []).length >= 3;
}

function notOffered(commands, texts) {
  return commands
    .filter((name) => !['name', 'explain', 'do'].every((of) => texts.has(`command.${name}.${of}`)))
    .map((name) => `the command ${name} of the API has no words to be offered by`);
}

function textsByKey(texts, path = '') {
  return new Map(
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[path + name, value]]
        : [...textsByKey(value, `${path}${name}.`)],
    ),
  );
}
