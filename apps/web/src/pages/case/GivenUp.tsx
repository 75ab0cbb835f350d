import { Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Letter, LetterTrail } from '../../api/types';
import { dateTimeText } from '../../dates';
import { failureInWords } from '../dispatch/failure-in-words';
import { SendAgain } from '../dispatch/SendAgain';

interface GivenUpProps {
  letter: Letter;
  trail: LetterTrail;
  failedAt: string;
  mayResend: boolean;
  onSent: (text: string) => void;
}

/** That a letter did not arrive, why, and how to send it anew. */
export function GivenUp({ letter, trail, failedAt, mayResend, onSent }: GivenUpProps) {
  const { t } = useTranslation();
  const dead = trail.attempts.filter(({ status }) => status === 'dead').at(-1);
  const why = dead ? failureInWords(t, dead.receipt ?? dead.reply) : t('dispatch.failure.not-made');
  const name = t('letters.to', {
    kind: t(`letter.${letter.kind}`),
    recipient: letter.recipientName,
  });
  return (
    <div className="given-up">
      <Tag data-size="sm" data-color="danger">
        {t('dispatch.given-up')}
      </Tag>
      <Paragraph data-size="sm">
        {t('dispatch.given-up-at', { at: dateTimeText(failedAt), why })}
        {dead?.isCopy && ` ${t('dispatch.given-up-copy')}`}
        {!dead && ` ${t('dispatch.not-made')}`}
      </Paragraph>
      {dead && mayResend && (
        <SendAgain
          letterId={letter.id}
          name={name}
          recipientKind={letter.recipientKind}
          channel={dead.channel}
          onSent={onSent}
        />
      )}
    </div>
  );
}
