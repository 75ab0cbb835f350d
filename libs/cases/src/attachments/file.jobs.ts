import { defineJob } from '#platform';

/** A file that has come is looked through for malware before anybody else may read it. */
export const scanFile = defineJob<{ fileId: string }>('cases', 'scan-file');

/** The whole case as one file, for whoever ordered it. */
export const printCase = defineJob<{ printId: string }>('cases', 'print-case');
