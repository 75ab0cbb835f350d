import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Letter } from '../../api/types';
import { Section } from '../../components/Section';
import { dateTimeText } from '../../dates';

export function Letters({ letters }: { letters: readonly Letter[] }) {
  const { t } = useTranslation();
  return (
    <Section heading={t('letters.title')}>
      {letters.length === 0 && <Paragraph>{t('letters.none')}</Paragraph>}
      {letters.length > 0 && (
        <ul className="letters">
          {letters.map((letter) => (
            <li key={letter.id}>
              <OneLetter letter={letter} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function OneLetter({ letter }: { letter: Letter }) {
  const { t } = useTranslation();
  const { id, kind, status, recipientName, createdAt, dispatchedAt, openedAt } = letter;
  const name = t('letters.to', { kind: t(`letter.${kind}`), recipient: recipientName });
  const isProduced = status === 'produced' || status === 'dispatched';
  return (
    <>
      {isProduced ? (
        <DsLink href={`/api/v1/letters/${id}/pdf`} target="_blank" rel="noreferrer">
          {t('letters.pdf', { name })}
        </DsLink>
      ) : (
        <span>{name}</span>
      )}
      <p className="quiet">
        {[
          t(`letter-status.${status}`, { at: dateTimeText(dispatchedAt ?? createdAt) }),
          openedAt && t('letters.opened', { at: dateTimeText(openedAt) }),
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
    </>
  );
}
