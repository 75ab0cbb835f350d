import {
  Alert,
  Button,
  Heading,
  Link as DsLink,
  List,
  Paragraph,
} from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail, PreviewedLetter } from '../../../api/types';
import { Loading } from '../../../components/Loading';
import type { Values } from '../../../components/typed-text';
import { refusalText } from '../../faults';
import { Paper } from './Paper';
import { useMissingParts } from './use-missing-parts';
import { usePreview } from './use-preview';

interface LetterPreviewProps {
  accessCase: CaseDetail;
  name: string;
  /** What would be sent if the form were sent now. */
  body: Values;
}

/** The letters of a command as they would be, drawn anew while its form is filled in. */
export function LetterPreview({ accessCase, name, body }: LetterPreviewProps) {
  const { t } = useTranslation();
  const { preview, paper } = usePreview(accessCase, name, body);
  const { data } = preview;
  const error = preview.error ?? paper.error;
  return (
    <aside className="letter-preview" aria-label={t('preview.title')}>
      <Heading level={4} data-size="2xs">
        {t('preview.title')}
      </Heading>
      {preview.isPending && <Loading text={t('preview.loading')} />}
      {error && (
        <Alert data-color="info" role="status">
          <Paragraph>
            {error.status === 400
              ? t('preview.unfinished')
              : (refusalText(t, error) ?? t('preview.unfinished'))}
          </Paragraph>
        </Alert>
      )}
      {!error && data?.letters.length === 0 && <Paragraph>{t('preview.none')}</Paragraph>}
      {!error && data && data.letters.length > 0 && (
        <>
          <Paragraph data-size="sm">
            <mark className="own-words">{t('preview.own-words')}</mark> {t('preview.explain')}
          </Paragraph>
          {data.letters.map((letter, index) => (
            <div key={`${letter.kind}-${index}`}>
              <MissingParts letter={letter} command={name} />
              <Paper letter={letter} />
              <Button
                variant="tertiary"
                loading={paper.isPending}
                onClick={() => paper.mutate({ letter: index, fileName: letter.kind })}
              >
                {t('preview.pdf')}
              </Button>
            </div>
          ))}
        </>
      )}
    </aside>
  );
}

/** What the law asks for in the letter and is not there yet. */
function MissingParts({ letter, command }: { letter: PreviewedLetter; command: string }) {
  const { t } = useTranslation();
  const parts = useMissingParts(letter, command);
  if (parts.length === 0) return null;
  return (
    <Alert data-color="warning" role="status">
      <Paragraph>{t('preview.missing')}</Paragraph>
      <List.Unordered>
        {parts.map(({ path, name, href }) => (
          <List.Item key={path}>{href ? <DsLink href={href}>{name}</DsLink> : name}</List.Item>
        ))}
      </List.Unordered>
    </Alert>
  );
}
