export interface Store {
  readonly holds: string
  /** Whether something in it says who a child, or anybody of the family, is. */
  readonly identities: 'yes' | 'hashed' | 'no'
  readonly kept: string
}

const LETTERS: Store = {
  holds: 'References, event types and times of what could not be done; of a sweep, nothing',
  identities: 'no',
  kept: '14 days',
}
const STEP: Store = {
  holds: 'References, event types and times on their way to a step',
  identities: 'no',
  kept: '14 days at most',
}

/** Every place where something stays, and what may stand there. A test holds that none is left out. */
export const stores: Readonly<Record<string, Store>> = {
  CaseTable: {
    holds:
      'The record: facts, reviews, who read and wrote what. Names, NHS numbers and free text in events only; hashes of NHS numbers and likenesses beside them',
    identities: 'yes',
    kept: 'Legal hold; restorable to any second of 35 days',
  },
  DraftTable: {
    holds: 'What a notifier typed and has not sent',
    identities: 'yes',
    kept: 'Until it is sent or ends by itself',
  },
  DirectoryTable: {
    holds: 'Postcodes with authority and deprivation, from the ONS; nobody’s in particular',
    identities: 'no',
    kept: 'Until the next release',
  },
  StatisticsTable: {
    holds:
      'Releases of statistics; the coded rows that each was counted from, and those brought along from before, which nobody but the job may read',
    identities: 'no',
    kept: 'Legal hold; restorable to any second of 35 days',
  },
  SignInPeople: {
    holds: 'Professionals: address, roles, area, second factor',
    identities: 'no',
    kept: 'While they have an account',
  },
  IdentityKey: {
    holds: 'The key of references; until it is rotated, and then others, the key of the hashes of identities',
    identities: 'no',
    kept: 'The first for ever, as references come from it; others until the record cannot be restored to them',
  },
  SessionKey: { holds: 'What seals the pages’ cookies', identities: 'no', kept: 'Until a new one signs everybody out' },
  ClientSecret: { holds: 'By what the pages prove themselves', identities: 'no', kept: 'With its client' },
  CaseEvents: { holds: 'Nothing: passes thin events on', identities: 'no', kept: 'Not at all' },
  Alerts: {
    holds: 'Nothing: passes on which deadline of which case was missed',
    identities: 'no',
    kept: 'Not at all; mails in their boxes',
  },
  Alarms: { holds: 'Nothing: passes alarms on', identities: 'no', kept: 'Not at all; mails in their boxes' },
  CategoriseQueue: STEP,
  RouteQueue: STEP,
  AlertQueue: STEP,
  CategoriseQueueDeadLetters: LETTERS,
  RouteQueueDeadLetters: LETTERS,
  AlertQueueDeadLetters: LETTERS,
  RelayDeadLetters: { ...LETTERS, holds: 'Places in the stream, which carries keys only' },
  ReconcileDeadLetters: LETTERS,
  ChaseDeadLetters: LETTERS,
  PublishDeadLetters: LETTERS,
}

/** What stays outside the templates' own stores. */
export const otherStores: Readonly<Record<string, Store>> = {
  'Logs of functions and the API': {
    holds: 'References, codes, counts and times, of a closed list; routes and never paths',
    identities: 'no',
    kept: 'A year in production, a month elsewhere',
  },
  'Metrics and dashboards': { holds: 'Counts and seconds', identities: 'no', kept: '15 months, by CloudWatch' },
  'A browser': { holds: 'A sealed cookie; pages are not stored', identities: 'no', kept: 'Until the session ends' },
  'Papers that a panel prints': {
    holds: 'The anonymised view; in the letter to a family, their child',
    identities: 'yes',
    kept: 'By the panel',
  },
}
