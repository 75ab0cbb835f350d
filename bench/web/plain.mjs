/**
 * What the pages are held against: the least that a page with the same in it can be, as HTML and
 * nothing else, from the same server.
 */

export const emptyPage = page('Tilgang', '<h1>Tilgang</h1><p>Søk om tilgang til helsedata.</p>');

/** The application form with one part more, which asks so many questions. */
export function formOf(definition, count) {
  return {
    ...definition,
    sections: [
      ...definition.sections,
      {
        id: 'measured',
        name: words('Målt'),
        help: words('En del av et skjema.'),
        questions: questions(count),
      },
    ],
  };
}

/** The same questions as a page of plain fields. */
export function plainForm(count) {
  return page(
    'Skjema',
    `<h1>Skjema</h1><form>${questions(count).map(plainField).join('\n')}</form>`,
  );
}

/** Rows of a list as a plain table. */
export function plainTable(rows) {
  const cell = (row) => (column) => `<td>Rad ${row}, kolonne ${column}</td>`;
  const line = (row) => `<tr>${numbers(7).map(cell(row)).join('')}</tr>`;
  const search = '<p><label>Søk <input id="first"></label></p>';
  return page(
    'Saker',
    `<h1>Saker</h1>${search}<table><tbody>${numbers(rows).map(line).join('\n')}</tbody></table>`,
  );
}

/** Sources with their variables, each with a name and the need for it. */
export function plainVariables(perSource) {
  const variable = (name) =>
    `<p><label>Variabel <input name="${name}" value="Innleggelsesdato ${name}"></label>` +
    `<label>Begrunnelse <input ${name === '0.0' ? 'id="first"' : ''} value="Måler forløpet"></label><button type="button">Fjern</button></p>`;
  const source = (names, index) =>
    `<fieldset><legend>Kilde ${index + 1}</legend>${names.map((name) => variable(`${index}.${name}`)).join('\n')}</fieldset>`;
  return page(
    'Søknad',
    `<h1>Søknad</h1><form>${perSource
      .map((count) => numbers(count))
      .map(source)
      .join('\n')}</form>`,
  );
}

function page(title, body) {
  return `<!doctype html><html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body>${body}</body></html>`;
}

/** As the forms of REMS have them: mostly lines and texts, then dates, choices and boxes. */
const types = ['line', 'text', 'line', 'choice', 'line', 'date', 'text', 'yes-no', 'line'].concat(
  'multi-choice',
);

function questions(count) {
  return numbers(count).map((number) => {
    const type = types[number % types.length];
    return {
      id: `field${number}`,
      type,
      text: words(`Spørsmål ${number + 1} om prosjektet`),
      help: words('Skriv det som trengs for å vurdere søknaden, ikke mer.'),
      kinds: ['individual-level', 'statistics', 'change'],
      required: false,
      sources: [],
      sensitivity: 'public',
      ...(['choice', 'multi-choice'].includes(type) && {
        options: ['a', 'b', 'c'].map((value) => ({ value, text: words(`Svar ${value}`) })),
      }),
    };
  });
}

function plainField({ id, type, text, help, options = [] }) {
  const label = `<label for="${id}">${text.nb}</label><small>${help.nb}</small>`;
  const first = id === 'field0' ? 'id="first"' : `id="${id}"`;
  const boxes = (kind, all) =>
    all.map((each) => `<label><input type="${kind}" name="${id}">${each}</label>`).join('');
  const fields = {
    line: `${label}<input ${first}>`,
    text: `${label}<textarea ${first} rows="4"></textarea>`,
    date: `${label}<input ${first} type="date">`,
    choice: `<fieldset><legend>${text.nb}</legend>${boxes(
      'radio',
      options.map((one) => one.text.nb),
    )}</fieldset>`,
    'multi-choice': `<fieldset><legend>${text.nb}</legend>${boxes(
      'checkbox',
      options.map((one) => one.text.nb),
    )}</fieldset>`,
    'yes-no': `<fieldset><legend>${text.nb}</legend>${boxes('radio', ['Ja', 'Nei'])}</fieldset>`,
  };
  return `<p>${fields[type]}</p>`;
}

function words(nb) {
  return { nb, nn: nb, en: nb };
}

function numbers(count) {
  return Array.from({ length: count }, (_, index) => index);
}
