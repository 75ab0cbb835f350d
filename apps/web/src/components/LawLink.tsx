import { Link } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';

/** The acts that the page refers to, as Lovdata and the Official Journal number them. */
const addresses = {
  registries: (section: string) => lovdata('2014-06-20-43', section),
  research: (section: string) => lovdata('2008-06-20-44', section),
  personnel: (section: string) => lovdata('1999-07-02-64', section),
  'personal-data': (section: string) => lovdata('2018-06-15-38', section),
  administration: (section: string) => lovdata('1967-02-10', section),
  openness: (section: string) => lovdata('2006-05-19-16', section),
  ehds: (article: string) => officialJournal('2025/327', article),
  gdpr: (article: string) => officialJournal('2016/679', article),
} as const;

interface LawLinkProps {
  act: keyof typeof addresses;
  /** As it is written: `19 f`, or the number of an article. */
  section: string;
}

/** A paragraph of law by its name, leading to its text. */
export function LawLink({ act, section }: LawLinkProps) {
  const { t } = useTranslation();
  return (
    <Link href={addresses[act](section)} rel="noreferrer" className="unbroken">
      {t(`law.${act}`, { section })}
    </Link>
  );
}

function lovdata(act: string, section: string): string {
  return `https://lovdata.no/lov/${act}/§${section.replaceAll(' ', '')}`;
}

function officialJournal(regulation: string, article: string): string {
  return `https://eur-lex.europa.eu/eli/reg/${regulation}/oj#art_${article}`;
}
