import { Link as DsLink, List, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { PreviewBlock, PreviewedLetter, PreviewRun } from '../../../api/types';
import { fieldId } from '../../../components/form';

/** One letter on paper. What somebody wrote is marked and leads to its field; the rest is fixed. */
export function Paper({ letter }: { letter: PreviewedLetter }) {
  const { t } = useTranslation();
  const { kind, language, senderLines, recipientLines, references, blocks, footnotes } = letter;
  const label = t('preview.letter', {
    kind: t(`letter.${kind}`),
    recipient: recipientLines[0] ?? '',
  });
  return (
    <article className="paper" aria-label={label} lang={language}>
      <address>{senderLines.join('\n')}</address>
      <div className="paper-head">
        <address>{recipientLines.join('\n')}</address>
        <dl>
          {references.map(({ label: name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
      {footnotes.length > 0 && (
        <ol className="paper-notes">
          {footnotes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ol>
      )}
    </article>
  );
}

function Block({ block }: { block: PreviewBlock }) {
  switch (block.kind) {
    case 'title':
      return (
        <h5 className="paper-title">
          <Runs runs={block.runs} />
        </h5>
      );
    case 'heading':
      return (
        <h6>
          <Runs runs={block.runs} />
        </h6>
      );
    case 'paragraph':
      return (
        <Paragraph data-size="sm">
          <Runs runs={block.runs} />
        </Paragraph>
      );
    case 'list':
      return (
        <List.Unordered data-size="sm">
          {block.items.map((runs, index) => (
            <List.Item key={index}>
              <Runs runs={runs} />
            </List.Item>
          ))}
        </List.Unordered>
      );
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.header.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((runs, column) => (
                  <td key={column}>
                    <Runs runs={runs} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'signature':
      return (
        <div className="paper-signature">
          {block.signers.map(({ name, role }) => (
            <p key={role}>
              <strong>{name}</strong>
              <br />
              {role}
            </p>
          ))}
        </div>
      );
  }
}

function Runs({ runs }: { runs: readonly PreviewRun[] }) {
  return runs.map((run, index) => <Run key={index} run={run} />);
}

function Run({ run: { text, isFree, field, isNote } }: { run: PreviewRun }) {
  if (isNote) return <sup>{text}</sup>;
  // A letter's own line breaks are a separator that browsers do not break at.
  const lines = text.replaceAll('\u2028', '\n');
  if (!isFree) return <span className="written">{lines}</span>;
  return (
    <mark className="own-words written">
      {field === undefined ? lines : <DsLink href={`#${fieldId(field)}`}>{lines}</DsLink>}
    </mark>
  );
}
