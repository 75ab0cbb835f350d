import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { DateField, Line, LongText, OneOf, Pick, YesNo } from '../../../components/fields';

/** The forms of an appeal, from lodging to what the appeals body decided. */
export function LodgeAppeal({ accessCase }: { accessCase: CaseDetail }) {
  return (
    <>
      <DecisionChoice accessCase={accessCase} />
      <LongText path="grounds" rows={8} />
      <LongText path="wantedChange" isOptional />
      <YesNo path="asksForDeferredEffect" />
    </>
  );
}

export function RegisterAppeal({ accessCase }: { accessCase: CaseDetail }) {
  return (
    <>
      <LodgeAppeal accessCase={accessCase} />
      <DateField path="arrivedOn" />
      <LongText path="reason" />
    </>
  );
}

export function DecideDeferredEffect() {
  return (
    <>
      <YesNo path="isDeferred" />
      <LongText path="reason" />
    </>
  );
}

export function ProposeAppealOutcome() {
  return (
    <>
      <OneOf path="outcome" values={['reverse', 'uphold']} />
      <OneOf path="extent" values={['fully', 'partly']} />
      <LongText path="statement" rows={8} />
    </>
  );
}

export function SettleAppeal() {
  return (
    <>
      <OneOf path="outcome" values={['upheld', 'changed', 'annulled-and-returned']} />
      <DateField path="decidedOn" />
      <Line path="sender" />
      <Line path="externalReference" />
      <Line path="documentSha256" />
      <LongText path="summary" />
    </>
  );
}

export function GiveReasons() {
  return <LongText path="reasons" rows={8} />;
}

export function ExtendAppealPeriod() {
  return (
    <>
      <DateField path="untilOn" />
      <LongText path="reason" />
    </>
  );
}

/** The decisions of the case that this person can see have been made. */
function DecisionChoice({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const options = accessCase.allowedCommands
    .filter(({ name }) => name === 'demand-reasons')
    .map(({ part }) => part ?? '');
  const made = [
    'access',
    'exemption',
    'exemption-revocation',
    'dismissal',
    'revocation',
    'rek',
  ].filter((key) => options.includes(key) || isMade(accessCase, key));
  const dismissals = options.filter((key) => key.startsWith('late-dismissal:'));
  return (
    <Pick
      path="decision"
      options={[...made, ...dismissals].map((value) => ({
        value,
        text: t(`choice.decision.${value.split(':')[0] ?? value}`),
      }))}
    />
  );
}

function isMade({ tracks }: CaseDetail, key: string): boolean {
  const track = tracks[key === 'rek' ? 'ethics' : key === 'revocation' ? 'permit' : key] as
    { state?: string } | undefined;
  const made = [
    'granted',
    'partly-granted',
    'refused',
    'approved',
    'approved-with-conditions',
    'rejected',
    'outside-mandate',
    'dismissed',
    'revoked',
  ];
  return track?.state !== undefined && made.includes(track.state);
}
