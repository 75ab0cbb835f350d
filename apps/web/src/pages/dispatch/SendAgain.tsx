import { Button, Select } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useResend } from '../../api/dispatch';
import type { ChannelName } from '../../api/types';
import { RefusedHere } from './RefusedHere';

interface SendAgainProps {
  letterId: string;
  /** The letter and its recipient, for those who hear one control at a time. */
  name: string;
  recipientKind: string;
  /** What was tried last. */
  channel: ChannelName;
  onSent: (text: string) => void;
}

/** Sends a letter that was given up anew: by the channel that failed, or another one. */
export function SendAgain({ letterId, name, recipientKind, channel, onSent }: SendAgainProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(channel);
  const resending = useResend(letterId);
  // An applicant is reached by no organisation number.
  const channels: ChannelName[] =
    recipientKind === 'applicant' ? ['portal', 'print'] : ['portal', 'eformidling', 'print'];

  function send() {
    const words = { name, channel: t(`dispatch.channel.${chosen}`) };
    const text = t(chosen === 'print' ? 'dispatch.again.waits' : 'dispatch.again.done', words);
    resending.mutate(chosen, { onSuccess: () => onSent(text) });
  }

  return (
    <>
      <div className="send-again">
        <Select
          data-size="sm"
          aria-label={t('dispatch.again.channel-for', { name })}
          value={chosen}
          onChange={({ target }) => setChosen(target.value as ChannelName)}
        >
          {channels.map((each) => (
            <Select.Option key={each} value={each}>
              {t(`dispatch.channel.${each}`)}
            </Select.Option>
          ))}
        </Select>
        <Button
          variant="secondary"
          data-size="sm"
          aria-label={t('dispatch.again.do-for', { name })}
          disabled={resending.isPending}
          onClick={send}
        >
          {t('dispatch.again.do')}
        </Button>
      </div>
      {resending.isError && <RefusedHere problem={resending.error} />}
    </>
  );
}
