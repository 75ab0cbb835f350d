import { asValue } from '#letters';
import { create } from 'xmlbuilder2';

/** Noark 5, version 5: elements in the order of its schema, each a name and what it holds. */
export type NoarkElement = readonly [name: string, content: NoarkContent, type?: string];
export type NoarkContent = string | number | readonly (NoarkElement | null)[];

export const structureNamespace = 'http://www.arkivverket.no/standarder/noark5/arkivstruktur';
export const changeLogNamespace = 'http://www.arkivverket.no/standarder/noark5/endringslogg';
const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

/** Writes a document of Noark 5; an element that is null is left out. */
export function noarkXml(namespace: string, root: NoarkElement): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  add(document, root).att('xmlns', namespace).att('xmlns:xsi', schemaInstance);
  return document.end({ prettyPrint: true });
}

type Node = ReturnType<typeof create>;

function add(parent: Node, [name, content, type]: NoarkElement): Node {
  const element = parent.ele(name);
  if (type !== undefined) element.att('xsi:type', type);
  if (typeof content === 'string' || typeof content === 'number') {
    return element.txt(asLine(String(content)));
  }
  for (const child of content) if (child) add(element, child);
  return element;
}

/** XML cannot hold every character; a value of Noark is one line. */
function asLine(value: string): string {
  return asValue(value).replace(/[\u2028\u2029]+/g, ' ');
}

/** A moment as Noark writes it. */
export function noarkTime(at: Date): string {
  return at.toISOString();
}
