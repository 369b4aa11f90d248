/**
 * The tables as plain data: the CDK app creates them, the local cloud runs them and the repositories read them from here.
 * Every index is named for the question it answers and is sparse: an item appears only while the question concerns it.
 */
export interface IndexDefinition {
  readonly partitionKey: string
  readonly sortKey: string
  /** Attributes projected besides the keys; `[]` projects keys only. */
  readonly projects: readonly string[]
}

export interface TableDefinition {
  readonly partitionKey: 'pk'
  readonly sortKey: 'sk'
  /** Only keys travel on the stream, so that no identity can leave the record through it (docs/adr/0004). */
  readonly stream?: 'KEYS_ONLY'
  /** Attribute that says, in seconds, when an item ends by itself. Never on a table of the record. */
  readonly endsAt?: string
  readonly indexes: Readonly<Record<string, IndexDefinition>>
}

export const caseTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  stream: 'KEYS_ONLY',
  indexes: {
    /** Which of a panel's cases stand open (or closed), the next due first? */
    panelQueue: { partitionKey: 'panelQueue', sortKey: 'dueOrder', projects: ['line'] },
    /** The same, at one stage, and expected, unexpected or not yet known. */
    panelQueueByStageAndExpectedness: {
      partitionKey: 'panelQueueByStageAndExpectedness',
      sortKey: 'dueOrder',
      projects: ['line'],
    },
    /** What did a panel recommend, the next due first? */
    panelRecommendations: {
      partitionKey: 'panelRecommendations',
      sortKey: 'registerOrder',
      projects: ['recommendation'],
    },
    /** The same, of one status and one level. */
    panelRecommendationsByStatusAndLevel: {
      partitionKey: 'panelRecommendationsByStatusAndLevel',
      sortKey: 'registerOrder',
      projects: ['recommendation'],
    },
    /** Which cases wait for the pipeline, and since when? */
    casesAwaiting: { partitionKey: 'awaiting', sortKey: 'awaitingSince', projects: ['awaitingEvent'] },
    /** Of which cases does a clock pass its deadline, or is to be escalated, next? */
    casesToChase: { partitionKey: 'chase', sortKey: 'chaseAt', projects: [] },
    /** Which cases did a panel get between two days? */
    casesOfPanel: { partitionKey: 'panel', sortKey: 'receivedAt', projects: [] },
    /** Which notifications did I make, the newest first? */
    notificationsByNotifier: { partitionKey: 'notifier', sortKey: 'notifiedAt', projects: ['notificationReference'] },
    /** Which deaths, as coded for the statistics, were notified in a month? */
    deathsNotifiedIn: { partitionKey: 'deathsNotifiedIn', sortKey: 'pk', projects: ['notifiedRow'] },
    /** Of which were the reviews completed in a month? */
    reviewsCompletedIn: { partitionKey: 'reviewsCompletedIn', sortKey: 'pk', projects: ['reviewedRow'] },
  },
} as const satisfies TableDefinition

/** Postcode to authority and deprivation: loaded by the importer, read at capture. */
export const directoryTable = { partitionKey: 'pk', sortKey: 'sk', indexes: {} } as const satisfies TableDefinition

/** Notifications not sent yet, by person. They end by themselves: until it is sent, nothing of a draft is a record. */
export const draftTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  endsAt: 'expiresAt',
  indexes: {},
} as const satisfies TableDefinition

/** Releases of statistics: heads, and under each release its tables, one item for each table and period. */
export const statisticsTable = { partitionKey: 'pk', sortKey: 'sk', indexes: {} } as const satisfies TableDefinition

/** Partition keys, or their beginnings, that the statistics API may touch. What cases a release was counted from is not among them. */
export const KEYS_OF_STATISTICS_API = ['RELEASES', 'RELEASE#*', 'LEDGER', 'PREVIEWS#*'] as const

/** Where the operator's tool keeps the populations of a year, and the publishing job looks for them. */
export const populationsKey = (year: string) => ({ pk: 'POPULATIONS', sk: year })
