import { Button, Link as DsLink, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type PrintPackage,
  useMakePackage,
  useMarkPosted,
  usePrintPackages,
} from '../../api/dispatch';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText, dateTimeText } from '../../dates';
import { refusalText } from '../faults';
import { ProblemMessage } from '../ProblemMessage';
import { Done } from './Done';
import { RefusedHere } from './RefusedHere';

/** The letters that go on paper: packed for the mail room, and told of when they were posted. */
export function Post() {
  const { t } = useTranslation();
  const packages = usePrintPackages();
  const making = useMakePackage();
  const [done, setDone] = useState('');
  const { waiting = 0, items = [] } = packages.data ?? {};
  return (
    <Section heading={t('dispatch.post.title')}>
      <Paragraph className="lead">{t('dispatch.post.explain')}</Paragraph>
      {packages.isPending && <Loading text={t('dispatch.post.loading')} />}
      {packages.isError && (
        <ProblemMessage problem={packages.error} onRetry={() => void packages.refetch()} />
      )}
      {done !== '' && <Done text={done} />}
      {packages.isSuccess && (
        <Paragraph role="status">
          {waiting > 0
            ? t('dispatch.post.waiting', { count: waiting })
            : t('dispatch.post.nothing')}
        </Paragraph>
      )}
      {waiting > 0 && (
        <Button
          data-size="sm"
          disabled={making.isPending}
          onClick={() =>
            making.mutate(undefined, { onSuccess: () => setDone(t('dispatch.post.made')) })
          }
        >
          {t('dispatch.post.make')}
        </Button>
      )}
      {making.isError && <RefusedHere problem={making.error} />}
      {packages.isSuccess && items.length === 0 && <Paragraph>{t('dispatch.post.none')}</Paragraph>}
      {items.length > 0 && <PackageTable items={items} onPosted={setDone} />}
    </Section>
  );
}

function PackageTable({
  items,
  onPosted,
}: {
  items: readonly PrintPackage[];
  onPosted: (text: string) => void;
}) {
  const { t } = useTranslation();
  const columns: Column<PrintPackage>[] = [
    {
      heading: t('dispatch.post.package'),
      isRowHeading: true,
      cell: ({ createdAt }) => <time dateTime={createdAt}>{dateTimeText(createdAt)}</time>,
    },
    { heading: t('dispatch.post.letters'), cell: ({ letterCount }) => letterCount },
    {
      heading: t('dispatch.post.file'),
      cell: ({ id, createdAt }) => (
        <DsLink
          href={`/api/v1/print-packages/${id}/zip`}
          aria-label={t('dispatch.post.download-for', { at: dateTimeText(createdAt) })}
          download
        >
          {t('dispatch.post.download')}
        </DsLink>
      ),
    },
    {
      heading: t('dispatch.post.state'),
      cell: (each) =>
        each.postedOn ? (
          t('dispatch.post.posted', { on: dateText(each.postedOn) })
        ) : (
          <MarkPosted {...each} onPosted={onPosted} />
        ),
    },
  ];
  return (
    <StackingTable
      caption={t('dispatch.post.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}

function MarkPosted({
  id,
  createdAt,
  onPosted,
}: PrintPackage & { onPosted: (text: string) => void }) {
  const { t } = useTranslation();
  const [postedOn, setPostedOn] = useState('');
  const [isMissing, setMissing] = useState(false);
  const marking = useMarkPosted(id);
  const at = dateTimeText(createdAt);
  const refused = marking.error && refusalText(t, marking.error);
  const fault = isMissing ? t('dispatch.post.date-needed') : refused;

  function mark(event: FormEvent) {
    event.preventDefault();
    setMissing(postedOn === '');
    if (postedOn === '') return marking.reset();
    marking.mutate(postedOn, { onSuccess: () => onPosted(t('dispatch.post.marked', { at })) });
  }

  return (
    <form onSubmit={mark} className="send-again" noValidate>
      <Textfield
        type="date"
        data-size="sm"
        className="short-field"
        label={
          <>
            {t('dispatch.post.date')}
            <span className="ds-sr-only">{t('dispatch.post.date-of', { at })}</span>
          </>
        }
        value={postedOn}
        error={fault ?? undefined}
        onChange={({ target }) => setPostedOn(target.value)}
      />
      <Button
        type="submit"
        variant="secondary"
        data-size="sm"
        aria-label={t('dispatch.post.mark-for', { at })}
        disabled={marking.isPending}
      >
        {t('dispatch.post.mark')}
      </Button>
      {marking.error && !refused && <ProblemMessage problem={marking.error} />}
    </form>
  );
}
