import { LongText } from '../../../components/fields';

export function ConfirmDeletion() {
  return <LongText path="statement" />;
}
