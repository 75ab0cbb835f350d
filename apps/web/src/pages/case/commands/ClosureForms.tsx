import { Count, DateField, LongText, OneOf } from '../../../components/fields';

/** The forms of the end of a project, and of consent that is withdrawn. */
export function ConfirmDeletion() {
  return <LongText path="statement" />;
}

export function RecordDeletionConfirmed() {
  return (
    <>
      <Arrival />
      <LongText path="statement" />
    </>
  );
}

export function SubmitFinalReport() {
  return (
    <>
      <DateField path="endedOn" />
      <LongText path="summary" rows={8} />
    </>
  );
}

export function RecordFinalReport() {
  return (
    <>
      <Arrival />
      <SubmitFinalReport />
    </>
  );
}

export function RecordConsentWithdrawal() {
  return (
    <>
      <DateField path="receivedOn" />
      <Count path="personCount" />
      <LongText path="description" />
    </>
  );
}

export function SettleConsentWithdrawal() {
  return (
    <>
      <OneOf path="followUp" values={['deleted', 'handed-out', 'already-analysed', 'anonymised']} />
      <DateField path="followedUpOn" />
      <LongText path="statement" />
    </>
  );
}

/** When and how something came that was not sent through the portal. */
function Arrival() {
  return (
    <>
      <DateField path="receivedOn" />
      <OneOf path="arrivedBy" values={['letter', 'e-mail', 'phone', 'in-person']} />
    </>
  );
}
