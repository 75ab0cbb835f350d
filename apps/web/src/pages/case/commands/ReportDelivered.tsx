import { Count, Line } from '../../../components/fields';

export function ReportDelivered() {
  return (
    <>
      <Count path="fileCount" />
      <Count path="rowCount" />
      <Line path="sha256" />
      <Line path="handOverPlace" />
    </>
  );
}
