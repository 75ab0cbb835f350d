import { DateField, LongText } from '../../../components/fields';

export function EndPermit() {
  return (
    <>
      <LongText path="reason" isOptional />
      <DateField path="askedForOn" isOptional />
    </>
  );
}
