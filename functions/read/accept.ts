/** Whether the caller would rather have a table. */
export const prefersCsv = (accept = '') => /\btext\/csv\b/i.test(accept)
