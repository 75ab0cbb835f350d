/** The numbers of the reports on the auditor's first page that have cases behind them, by column. */
export const columnsWithCases: Readonly<Record<string, readonly string[]>> = {
  'weeks-to-data': ['delivered', 'waiting', 'ended', 'all'],
  'within-limits': ['in-time', 'late', 'open-late', 'open', 'paused', 'ended'],
  'time-per-party': ['days'],
  'open-ages': ['open', '0-4', '5-8', '9-12', '13+'],
  recipients: ['recipients', 'deliveries'],
};
