import { Line, LongText, YesNo } from '../../../components/fields';

export function ProposeExemption() {
  return (
    <>
      <Line path="legalBasis" />
      <LongText path="criteria.explicitPurpose" />
      <LongText path="criteria.securityMeasures" />
      <LongText path="criteria.essentialPublicInterest" />
      <YesNo path="threatensSociety" />
    </>
  );
}
