import { Card, Heading } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';

/** For somebody who has no case yet: what the way looks like from here. */
export function HowToBegin() {
  const { t } = useTranslation();
  return (
    <Card>
      <Heading level={2} data-size="xs">
        {t('begin.title')}
      </Heading>
      <ol>
        {['route', 'write', 'send', 'follow'].map((step) => (
          <li key={step}>{t(`begin.${step}`)}</li>
        ))}
      </ol>
    </Card>
  );
}
