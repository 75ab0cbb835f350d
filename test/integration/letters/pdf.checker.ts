import { type PdfDictionary, PdfObjects, type PdfValue } from './pdf.objects.js';

/**
 * Where a file falls short of PDF/A-3a and PDF/UA-1, by structure. Not a validator of every clause:
 * it checks what our letters could get wrong.
 */
export function faultsOf(file: string): string[] {
  const pdf = new PdfObjects(file);
  const catalog = pdf.dictionary(pdf.trailer['/Root']);
  const pages = pagesOf(pdf, catalog['/Pages']);
  return [
    ...catalogFaults(pdf, catalog),
    ...metadataFaults(pdf, catalog),
    ...pdf.all().flatMap((object) => fontFaults(pdf, object)),
    ...forbidden(pdf),
    ...attachmentFaults(pdf, catalog),
    ...fieldFaults(pdf, catalog),
    ...bookmarkFaults(pdf, catalog, pages.length),
    ...pages.flatMap((page, index) => contentFaults(pdf, catalog, page, index + 1)),
    ...structureFaults(pdf, catalog),
  ];
}

function catalogFaults(pdf: PdfObjects, catalog: PdfDictionary): string[] {
  const intent = pdf.dictionary(pdf.list(catalog['/OutputIntents'])[0]);
  return faults({
    'no file identifier': pdf.list(pdf.trailer['/ID']).length === 2,
    'not marked as tagged': pdf.dictionary(catalog['/MarkInfo'])['/Marked'] === true,
    'no language': /^u:(nb-NO|nn-NO|en-GB)$/.test(text(catalog['/Lang'])),
    'title not displayed':
      pdf.dictionary(catalog['/ViewerPreferences'])['/DisplayDocTitle'] === true,
    'no output intent': intent['/S'] === '/GTS_PDFA1',
    'no colour profile': pdf.dictionary(intent['/DestOutputProfile'])['/N'] === 3,
    encrypted: !pdf.isEncrypted,
  });
}

function metadataFaults(pdf: PdfObjects, catalog: PdfDictionary): string[] {
  const info = pdf.dictionary(pdf.trailer['/Info']);
  const stream = pdf.dictionary(catalog['/Metadata']);
  const xmp = Buffer.from(pdf.stream(catalog['/Metadata']), 'latin1').toString('utf8');
  const title = text(pdf.resolve(info['/Title'])).replace(/^u:/, '');
  return faults({
    'metadata compressed': stream['/Subtype'] === '/XML' && stream['/Filter'] === undefined,
    'not PDF/A-3': xmp.includes('<pdfaid:part>3</pdfaid:part>'),
    'not conformance A': xmp.includes('<pdfaid:conformance>A</pdfaid:conformance>'),
    'not PDF/UA-1': xmp.includes('<pdfuaid:part>1</pdfuaid:part>'),
    'PDF/UA not described to PDF/A': xmp.includes('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>'),
    'no title': title !== '',
    'titles differ': xmp.includes(`<rdf:li xml:lang="x-default">${title}</rdf:li>`),
    'metadata not well formed': isWellFormed(xmp),
  });
}

function fontFaults(pdf: PdfObjects, object: PdfDictionary): string[] {
  if (object['/Type'] !== '/Font') return [];
  const name = text(object['/BaseFont']);
  if (object['/Subtype'] === '/Type0') {
    return faults({
      [`${name} without Unicode`]: pdf.stream(object['/ToUnicode']).includes('bfrange'),
    });
  }
  const descriptor = pdf.dictionary(object['/FontDescriptor']);
  return faults({
    [`${name} not embedded`]: descriptor['/FontFile2'] !== undefined,
    [`${name} without glyph map`]: object['/CIDToGIDMap'] === '/Identity',
  });
}

function forbidden(pdf: PdfObjects): string[] {
  const keys = ['/JavaScript', '/JS', '/OpenAction', '/AA', '/Launch', '/NeedAppearances', '/XFA'];
  const found = pdf.all().flatMap((object) => keys.filter((key) => key in object));
  return found.map((key) => `holds ${key}`);
}

/** PDF/A-3: what is attached says what it is to the document, what type it has and when it is from. */
function attachmentFaults(pdf: PdfObjects, catalog: PdfDictionary): string[] {
  const listed = pdf.list(pdf.dictionary(catalog['/Names'])['/EmbeddedFiles']);
  const named = listed.flatMap((tree) => pdf.list(pdf.dictionary(tree)['/Names']));
  const associated = pdf.list(catalog['/AF']);
  return [
    ...faults({
      'an attachment that belongs to nothing':
        named.filter((_, index) => index % 2 === 1).join() === associated.join(),
    }),
    ...associated.flatMap((reference) => {
      const specification = pdf.dictionary(reference);
      const file = pdf.dictionary(pdf.dictionary(specification['/EF'])['/F']);
      const name = text(specification['/UF']);
      return faults({
        [`${name} without its relation to the document`]:
          specification['/AFRelationship'] === '/Data',
        [`${name} with two names`]: name !== '' && specification['/F'] === specification['/UF'],
        [`${name} without a type`]: text(file['/Subtype']).includes('/application/json'),
        [`${name} without a date`]: 'ModDate' in plainKeys(pdf.dictionary(file['/Params'])),
      });
    }),
  ];
}

/** A seal shows nothing, is printable, has a name that is read out, and stands in the structure. */
function fieldFaults(pdf: PdfObjects, catalog: PdfDictionary): string[] {
  return pdf.list(pdf.dictionary(catalog['/AcroForm'])['/Fields']).flatMap((reference) => {
    const field = pdf.dictionary(reference);
    const flags = Number(field['/F']);
    const [left, bottom, right, top] = pdf.list(field['/Rect']);
    const parent = pdf.dictionary(parentsOf(pdf, catalog, Number(field['/StructParent']))[0]);
    const inForm = pdf.list(parent['/K']).map((each) => pdf.dictionary(each)['/Obj']);
    return faults({
      'a field without a name that is read out': text(field['/TU']) !== '',
      'a field that is hidden or not printed': (flags & 0b100111) === 0b100,
      'a field with a size and no appearance': left === right && bottom === top,
      'a field outside the form element': parent['/S'] === '/Form' && inForm.includes(reference),
      'a field on no page': pdf.list(pdf.dictionary(field['/P'])['/Annots']).includes(reference),
    });
  });
}

/** One bookmark for the title, and below it one for each heading, each leading to a page. */
function bookmarkFaults(pdf: PdfObjects, catalog: PdfDictionary, pageCount: number): string[] {
  const outlines = pdf.dictionary(catalog['/Outlines']);
  const title = pdf.dictionary(outlines['/First']);
  const headings: PdfDictionary[] = [];
  for (let at = title['/First']; at !== undefined; at = headings.at(-1)!['/Next']) {
    headings.push(pdf.dictionary(at));
  }
  const elements = pdf.all().filter((object) => object['/S'] === '/H2');
  return faults({
    'no bookmark of its title': text(title['/Title']) !== '' && pageCount > 0,
    'not a bookmark for each heading': headings.length === elements.length,
    'a bookmark that leads nowhere': [title, ...headings].every(
      (item) => pdf.dictionary(pdf.list(item['/Dest'])[0])['/Type'] === '/Page',
    ),
  });
}

function plainKeys(object: PdfDictionary): Record<string, PdfValue> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key.slice(1), value]));
}

/** Everything drawn is tagged or an artifact, no glyph is missing, and every tag has its element. */
function contentFaults(
  pdf: PdfObjects,
  catalog: PdfDictionary,
  page: PdfDictionary,
  number: number,
): string[] {
  const content = pdf
    .stream(page['/Contents'])
    .replace(/<<[^<>]*>> BDC/g, (mark) => mark.replaceAll('\n', ' '));
  const open: string[] = [];
  const marks: number[] = [];
  const found: string[] = [];
  for (const line of content.split('\n')) {
    const operator = line.split(' ').at(-1) ?? '';
    if (operator === 'BDC' || operator === 'BMC') {
      open.push(line);
      const mark = /\/MCID (\d+)/.exec(line)?.[1];
      if (mark !== undefined) marks.push(Number(mark));
    }
    if (operator === 'EMC') open.pop();
    if (['TJ', 'Tj', 'S', 'f', 'B'].includes(operator) && open.length !== 1) {
      found.push(`page ${number} draws outside a tag or inside two`);
    }
    if (operator === 'TJ' && hasMissingGlyph(line)) found.push(`page ${number} lacks a glyph`);
  }
  const parents = parentsOf(pdf, catalog, Number(page['/StructParents']));
  const expected = marks.toSorted((a, b) => a - b);
  return [
    ...new Set(found),
    ...faults({
      [`page ${number} leaves a tag open`]: open.length === 0,
      [`page ${number} has no tab order`]: page['/Tabs'] === '/S',
      [`page ${number} has tags without an element`]:
        expected.every((mark, index) => mark === index) &&
        parents.length === marks.length &&
        parents.every((parent) => parent !== null),
    }),
  ];
}

function hasMissingGlyph(line: string): boolean {
  return Array.from(line.matchAll(/<([0-9a-f]+)>/g)).some(([, hex = '']) =>
    Array.from(hex.matchAll(/.{4}/g)).some(([glyph]) => glyph === '0000'),
  );
}

const children: Record<string, string[]> = {
  Document: ['P', 'H1', 'H2', 'L', 'Table', 'Note', 'Form'],
  L: ['LI'],
  LI: ['Lbl', 'LBody'],
  Table: ['TR'],
  TR: ['TH', 'TD'],
  Note: ['Lbl', 'P'],
};
/** What running text may have within. */
const inText = ['Reference'];

function structureFaults(pdf: PdfObjects, catalog: PdfDictionary): string[] {
  const roots = pdf.list(pdf.dictionary(catalog['/StructTreeRoot'])['/K']);
  const types: string[] = [];
  const notes: string[] = [];
  const found: string[] = [];
  const walk = (reference: PdfValue): void => {
    const element = pdf.dictionary(reference);
    const type = text(element['/S']).slice(1);
    types.push(type);
    if (type === 'Note') notes.push(text(element['/ID']));
    if (type === 'TH' && pdf.dictionary(element['/A'])['/Scope'] !== '/Column') {
      found.push('a header cell without scope');
    }
    for (const child of pdf.list(element['/K'])) {
      const childType = pdf.dictionary(child)['/S'];
      if (childType === undefined) {
        if (type in children) found.push(`${type} holds text of its own`);
        continue;
      }
      const name = text(childType).slice(1);
      if (!(children[type] ?? inText).includes(name)) found.push(`${name} inside ${type}`);
      walk(child);
    }
  };
  for (const root of roots) walk(root);
  const headings = types.filter((type) => /^H\d$/.test(type));
  return [
    ...new Set(found),
    ...faults({
      'a note without an id of its own':
        notes.every((id) => id !== '') && new Set(notes).size === notes.length,
      'notes that cannot be looked up': idsOf(pdf, catalog).join() === notes.toSorted().join(),
      'not a note for each mark':
        notes.length === types.filter((type) => type === 'Reference').length,
      'no document element': roots.length === 1 && types[0] === 'Document',
      'not one title, and first': headings[0] === 'H1' && headings.lastIndexOf('H1') === 0,
    }),
  ];
}

/** The ids by which elements can be looked up. */
function idsOf(pdf: PdfObjects, catalog: PdfDictionary): string[] {
  const tree = pdf.dictionary(pdf.dictionary(catalog['/StructTreeRoot'])['/IDTree']);
  return pdf
    .list(tree['/Names'])
    .filter((_, index) => index % 2 === 0)
    .map((id) => text(id));
}

function pagesOf(pdf: PdfObjects, reference: PdfValue | undefined): PdfDictionary[] {
  const node = pdf.dictionary(reference);
  if (node['/Type'] === '/Page') return [node];
  return pdf.list(node['/Kids']).flatMap((kid) => pagesOf(pdf, kid));
}

function parentsOf(pdf: PdfObjects, catalog: PdfDictionary, key: number): PdfValue[] {
  const tree = pdf.dictionary(pdf.dictionary(catalog['/StructTreeRoot'])['/ParentTree']);
  const numbers = pdf.list(tree['/Nums']);
  const at = numbers.indexOf(key);
  return at < 0 ? [] : pdf.list(numbers[at + 1]);
}

/** Each opened element is closed, in order, and no bare & or < is left in the text. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, close, name, selfClosing] of xml.matchAll(/<(\/?)([a-zA-Z][\w:]*)[^<>]*?(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false;
    } else if (!selfClosing && name) open.push(name);
  }
  const bare = xml.replace(/<[^<>]*>/g, '');
  return open.length === 0 && !/[<]|&(?!\w+;)/.test(bare);
}

/** A name or a string; empty for anything else. */
function text(value: PdfValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The names of what does not hold. */
function faults(holds: Record<string, boolean>): string[] {
  return Object.entries(holds)
    .filter(([, isTrue]) => !isTrue)
    .map(([name]) => name);
}
