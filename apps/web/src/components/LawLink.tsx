import { Link } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';

/** The acts that the page refers to, as Lovdata numbers them. */
const acts = {
  registries: '2014-06-20-43',
  research: '2008-06-20-44',
  administration: '1967-02-10',
} as const;

interface LawLinkProps {
  act: keyof typeof acts;
  /** As it is written: `19 f`. */
  section: string;
}

/** A paragraph of law by its name, leading to its text. */
export function LawLink({ act, section }: LawLinkProps) {
  const { t } = useTranslation();
  return (
    <Link
      href={`https://lovdata.no/lov/${acts[act]}/§${section.replaceAll(' ', '')}`}
      rel="noreferrer"
      className="unbroken"
    >
      {t(`law.${act}`, { section })}
    </Link>
  );
}
