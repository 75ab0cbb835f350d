import { Button, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PermitHeld } from '../../api/workspace';
import { LawLink } from '../../components/LawLink';
import { Section } from '../../components/Section';
import { dateText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { Prices } from './Prices';
import { extendBefore, type Route } from './route';
import { useOpenCase } from './use-open-case';

interface RouteFoundProps {
  route: Route;
  permit: PermitHeld | undefined;
  /** The applicant asked for data about individuals, and figures will do. */
  isCheaper: boolean;
}

/** Where the answers lead: what will be needed, how long it takes, what it costs, and the way in. */
export function RouteFound({ route, permit, isCheaper }: RouteFoundProps) {
  const { t } = useTranslation();
  const { open, isPending, problem } = useOpenCase();
  const { kind, rek, exemption, workingDays, isSeveral } = route;
  return (
    <Section heading={t(`apply.found.${kind}`)}>
      <div role="status" className="lead">
        <Paragraph>
          {t(isCheaper ? 'apply.found.cheaper' : `apply.found.${kind}-explain`)}
        </Paragraph>
      </div>
      <dl className="facts-list">
        <Fact name={t('apply.found.rek')}>
          {t(`apply.found.rek-${kind === 'individual-level' ? rek : `${kind}`}`)}{' '}
          {rek !== 'no' && (
            <LawLink act="research" section={kind === 'individual-level' ? '9' : '11'} />
          )}
        </Fact>
        <Fact name={t('apply.found.exemption')}>
          {t(`apply.found.exemption-${kind === 'individual-level' ? exemption : `${kind}`}`)}{' '}
          <LawLink act="registries" section={kind === 'statistics' ? '19' : '19 e'} />
        </Fact>
        <Fact name={t('apply.found.time')}>
          {workingDays === null
            ? t('apply.found.time-either')
            : t('apply.found.time-days', { days: workingDays })}{' '}
          <LawLink act="registries" section="19 f" />
        </Fact>
        {kind === 'extension' && permit?.endsOn && (
          <Fact name={t('apply.found.before')}>
            {t('apply.found.before-explain', {
              before: dateText(extendBefore(permit.endsOn)),
              ends: dateText(permit.endsOn),
            })}
          </Fact>
        )}
        <Fact name={t('apply.found.fee')}>
          <Prices isFree={kind === 'data-update'} isSeveral={isSeveral} />{' '}
          <LawLink act="registries" section="19 g" />
        </Fact>
      </dl>
      {kind === 'individual-level' && <Paragraph>{t('apply.found.at-hand')}</Paragraph>}
      <div className="form-buttons">
        <Button loading={isPending} onClick={() => open(route)}>
          {t('apply.begin')}
        </Button>
      </div>
      {problem && <ProblemMessage problem={problem} />}
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
