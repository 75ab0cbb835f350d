import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '../../api/worklist';
import { Link } from '../../components/Link';
import { Section } from '../../components/Section';
import { dateText } from '../../dates';

/** One's own drafts, with the day each lapses unless it is worked on. */
export function Drafts() {
  const { t } = useTranslation();
  const drafts = useDrafts();
  const items = drafts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section heading={t('worklist.drafts')}>
      <ul className="drafts">
        {items.map(({ id, reference, title, lapsesOn, daysLeft }) => (
          <li key={id}>
            <DsLink asChild>
              <Link to="/cases/$id/{-$part}" params={{ id }} search={{ command: 'edit-draft' }}>
                {t('worklist.draft-line', { reference, title: title ?? t('untitled') })}
              </Link>
            </DsLink>
            <Paragraph data-size="sm">
              {t('worklist.draft-lapses', { on: dateText(lapsesOn), days: daysLeft })}
            </Paragraph>
          </li>
        ))}
      </ul>
    </Section>
  );
}
