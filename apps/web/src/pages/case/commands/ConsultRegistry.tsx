import { DateField, LongText } from '../../../components/fields';

export function ConsultRegistry() {
  return (
    <>
      <LongText path="question" />
      <DateField path="answerDueOn" />
    </>
  );
}
