import { DateField, OneOf } from '../../../components/fields';
import { EditDraft } from './EditDraft';

/** What came on paper or by word of mouth, written in by a caseworker. */
export function RegisterApplication() {
  return (
    <>
      <DateField path="receivedOn" />
      <OneOf path="arrivedBy" values={['letter', 'e-mail', 'phone', 'in-person']} />
      <EditDraft />
    </>
  );
}
