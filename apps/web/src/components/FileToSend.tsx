import { Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/client';
import { type Progress, type Sending, sendInParts, unfinishedUploads } from '../api/upload';

interface Props {
  caseId: string;
  id: string;
  label: string;
  help: string | undefined;
  fault?: string | undefined;
  /** What is done with the file when it has come and is scanned; a failure is shown here. */
  onSent: (fileId: string, name: string) => Promise<void> | void;
  /** Said when that is done. */
  doneText: (name: string) => string;
}

/** A file is sent as soon as it is chosen: in parts, with its progress, and from where it stopped. */
export function FileToSend({ caseId, id, label, help, fault, onSent, doneText }: Props) {
  const { t } = useTranslation();
  const [sending, setSending] = useState<{ name: string; way: Sending }>();
  const [progress, setProgress] = useState<Progress>();
  const [doneName, setDoneName] = useState('');
  const [ownFault, setOwnFault] = useState<string>();
  const latest = useRef(onSent);
  latest.current = onSent;
  const current = useRef<Sending>(undefined);
  useEffect(() => () => current.current?.pause(), []);
  const unfinished = sending ? 0 : unfinishedUploads(caseId);

  async function send(field: HTMLInputElement) {
    const file = field.files?.[0];
    if (!file || sending) return;
    const { name } = file;
    setOwnFault(undefined);
    setDoneName('');
    const way = sendInParts(caseId, file, setProgress);
    current.current = way;
    setSending({ name, way });
    try {
      const { fileId } = await way.file;
      await latest.current(fileId, name);
      setDoneName(name);
      field.value = '';
    } catch (problem) {
      setOwnFault(inWords(problem));
      field.value = '';
    } finally {
      current.current = undefined;
      setSending(undefined);
      setProgress(undefined);
    }
  }

  function inWords(problem: unknown): string | undefined {
    const { code = '', problems = [] } = problem instanceof Problem ? problem : {};
    if (code === 'given-up') return undefined;
    const [first] = problems;
    const own = first ? `${first.rule}. ${first.todo}.` : t('attachments.not-sent');
    return t(`refusal.${code}`, { defaultValue: own });
  }

  const stage = progress?.stage ?? 'sending';
  return (
    <>
      <Textfield
        id={id}
        type="file"
        label={label}
        description={help}
        error={ownFault ?? fault}
        onChange={({ target }) => void send(target as HTMLInputElement)}
      />
      {unfinished > 0 && <Paragraph data-size="sm">{t('attachments.unfinished')}</Paragraph>}
      {sending && (
        <>
          <progress
            max={100}
            value={stage === 'checking' ? undefined : (progress?.percent ?? 0)}
            aria-label={t(`attachments.stage.${stage}`, { name: sending.name })}
          />
          <div className="buttons">
            {(stage === 'sending' || stage === 'waiting') && (
              <Button variant="secondary" data-size="sm" onClick={() => sending.way.pause()}>
                {t('attachments.pause')}
              </Button>
            )}
            {stage === 'paused' && (
              <Button variant="secondary" data-size="sm" onClick={() => sending.way.goOn()}>
                {t('attachments.go-on')}
              </Button>
            )}
          </div>
        </>
      )}
      <Paragraph role="status" data-size="sm">
        {sending && t(`attachments.stage.${stage}`, { name: sending.name })}
        {doneName && doneText(doneName)}
      </Paragraph>
    </>
  );
}
