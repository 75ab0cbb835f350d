import { Line, LongText } from '../../../components/fields';

export function ReportCondition() {
  return (
    <>
      <LongText path="statement" />
      <Line path="attachmentReference" isOptional />
    </>
  );
}
