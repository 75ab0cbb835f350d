import { LongText, OneOf } from '../../../components/fields';

export function WriteNote() {
  return (
    <>
      <OneOf path="kind" values={['internal', 'oral-information']} />
      <LongText path="body" />
    </>
  );
}

export function SendMessage() {
  return <LongText path="body" />;
}
