import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Letter } from '../../api/types';
import { Section } from '../../components/Section';
import { dateTimeText } from '../../dates';
import { Done } from '../dispatch/Done';
import { GivenUp } from './GivenUp';
import { LetterTrail } from './LetterTrail';

interface LettersProps {
  letters: readonly Letter[];
  mayResend: boolean;
  heading?: string;
}

/** The letters, the newest first; those who answer for them also see how each went on its way. */
export function Letters({ letters, mayResend, heading }: LettersProps) {
  const { t } = useTranslation();
  const newestFirst = [...letters].sort((one, other) =>
    other.createdAt.localeCompare(one.createdAt),
  );
  return (
    <Section heading={heading ?? t('letters.title')}>
      {letters.length === 0 && <Paragraph>{t('letters.none')}</Paragraph>}
      {letters.length > 0 && (
        <ul className="letters">
          {newestFirst.map((letter) => (
            <li key={letter.id}>
              <OneLetter letter={letter} mayResend={mayResend} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function OneLetter({ letter, mayResend }: { letter: Letter; mayResend: boolean }) {
  const { t } = useTranslation();
  const [sent, setSent] = useState('');
  const { id, kind, status, recipientName, createdAt, dispatchedAt, openedAt, trail } = letter;
  const name = t('letters.to', { kind: t(`letter.${kind}`), recipient: recipientName });
  return (
    <>
      {status === 'dispatched' ? (
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
      {sent !== '' && <Done text={sent} />}
      {trail?.failedAt && (
        <GivenUp
          letter={letter}
          trail={trail}
          failedAt={trail.failedAt}
          mayResend={mayResend}
          onSent={setSent}
        />
      )}
      {trail && <LetterTrail letter={letter} trail={trail} />}
    </>
  );
}
