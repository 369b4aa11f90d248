/** Imported first: what functions say while they are measured is of no interest, and writing it would be measured too. */
process.env['POWERTOOLS_LOG_LEVEL'] ??= 'SILENT'
process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true'
