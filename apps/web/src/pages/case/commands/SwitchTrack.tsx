import { LongText, OneOf } from '../../../components/fields';

export function SwitchTrack() {
  return (
    <>
      <OneOf path="procedure" values={['ordinary', 'accelerated', 'trusted-holder']} />
      <LongText path="reason" />
    </>
  );
}
