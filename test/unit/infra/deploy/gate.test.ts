import { dangersIn, judge, type Proposal, type Resources, type Waiver } from '../../../../infra/deploy/gate.ts'

const table = (replica: object = {}, others: object = {}) => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    Replicas: [
      {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        SSESpecification: { KMSMasterKeyId: { Ref: 'Key' } },
        ...replica,
      },
    ],
    ...others,
  },
})
const deployed: Resources = {
  CaseTable: table(),
  Queue: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
  Role: { Type: 'AWS::IAM::Role' },
  Odd: { Type: 'AWS::Something::New', DeletionPolicy: 'RetainExceptOnCreate' },
}
const proposed = (proposal: Partial<Proposal>) =>
  dangersIn({ stack: 'cdr-test-stateful', changes: [], before: deployed, after: deployed, ...proposal })
const kinds = (proposal: Partial<Proposal>) => proposed(proposal).map(({ resource, kind }) => `${resource} ${kind}`)
const without = (name: string) => Object.fromEntries(Object.entries(deployed).filter(([id]) => id !== name))
const change = (LogicalResourceId: string, others: object) =>
  ({ Action: 'Modify', LogicalResourceId, ResourceType: deployed[LogicalResourceId]?.Type ?? '', ...others }) as never

describe('The gate before a deployment', () => {
  it('lets pass what loses nothing: something new, something stateless replaced or gone, a change in place', () => {
    expect(
      kinds({
        changes: [
          change('Role', { Replacement: 'True' }),
          change('CaseTable', { Replacement: 'False' }),
          { Action: 'Add', LogicalResourceId: 'New', ResourceType: 'AWS::SQS::Queue' },
        ],
        after: { ...without('Role'), New: { Type: 'AWS::SQS::Queue' } },
      }),
    ).toEqual([])
    expect(kinds({ before: {}, after: deployed })).toEqual([])
  })

  it.each(['CaseTable', 'Queue', 'Odd'])('finds that %s leaves the stack, even where a policy keeps it', (name) => {
    const removed = [`${name} removed`]
    expect(kinds({ after: without(name) })).toEqual(removed)
    expect(kinds({ changes: [change(name, { Action: 'Remove' })] })).toEqual(removed)
  })

  it.each([
    ['surely', { Replacement: 'True' }],
    ['perhaps', { Replacement: 'Conditional' }],
    ['in a way that CloudFormation cannot tell', { Action: 'Dynamic' }],
  ])('finds that a table is %s replaced', (_, how) => {
    expect(kinds({ changes: [change('CaseTable', how)] })).toEqual(['CaseTable replaced'])
  })

  it('finds that a resource becomes one of another type under the same name', () => {
    const after = { ...deployed, CaseTable: { ...table(), Type: 'AWS::DynamoDB::Table' } }
    expect(kinds({ after })).toEqual(['CaseTable replaced'])
  })

  it.each<[string, object]>([
    ['deletion protection', table({ DeletionProtectionEnabled: false })],
    [
      'recovery',
      table({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false, RecoveryPeriodInDays: 35 } }),
    ],
    [
      'days of it',
      table({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 } }),
    ],
    ['its key', table({ SSESpecification: { KMSMasterKeyId: { Ref: 'Other' } } })],
    ['being in England only', table({ Region: 'us-east-1' })],
    ['its stream', table({}, { StreamSpecification: undefined })],
    ['its items, by an end they never had', table({}, { TimeToLiveSpecification: { AttributeName: 'at' } })],
    ['being kept without its stack', { ...table(), DeletionPolicy: 'Delete' }],
    ['being kept when replaced', { ...table(), UpdateReplacePolicy: undefined }],
  ])('finds that a table loses %s', (_, weaker) => {
    expect(kinds({ after: { ...deployed, CaseTable: weaker as never } })).toEqual(['CaseTable unprotected'])
  })

  it('finds that a queue forgets sooner, and lets it remember longer', () => {
    const keeping = (seconds: number) => ({
      ...deployed,
      Queue: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: seconds } },
    })
    expect(kinds({ after: keeping(60) })).toEqual(['Queue unprotected'])
    expect(kinds({ before: keeping(60) })).toEqual([])
  })

  it('finds that a copy is kept for less long, of less, or in fewer places, and lets one be kept longer', () => {
    const plan = (rule: object, ...others: object[]) => ({
      Type: 'AWS::Backup::BackupPlan',
      Properties: {
        BackupPlan: {
          BackupPlanRule: [
            { RuleName: 'daily', ScheduleExpression: 'cron(1)', Lifecycle: { DeleteAfterDays: 90 }, ...rule },
            ...others,
          ],
        },
      },
    })
    const of = (...tables: string[]) => ({
      Type: 'AWS::Backup::BackupSelection',
      Properties: { BackupSelection: { Resources: tables } },
    })
    const elsewhere = { CopyActions: [{ DestinationBackupVaultArn: 'elsewhere' }] }
    const monthly = { RuleName: 'monthly', ScheduleExpression: 'cron(2)', Lifecycle: { DeleteAfterDays: 2555 } }
    const found = (was: object, now?: object) =>
      kinds({ before: { Copies: was } as never, after: (now ? { Copies: now } : {}) as never })
    expect(found(plan({}), plan({ Lifecycle: { DeleteAfterDays: 30 } }))).toEqual(['Copies unprotected'])
    expect(found(plan({}), plan({ ScheduleExpression: 'cron(3)' }))).toEqual(['Copies unprotected'])
    expect(found(plan({}, monthly), plan({}))).toEqual(['Copies unprotected'])
    expect(found(plan(elsewhere), plan({}))).toEqual(['Copies unprotected'])
    expect(found(plan({}))).toEqual(['Copies removed'])
    expect(found(plan({}), plan({ ...elsewhere, Lifecycle: { DeleteAfterDays: 120 } }, monthly))).toEqual([])
    expect(found(of('Cases', 'Statistics'), of('Cases'))).toEqual(['Copies unprotected'])
    expect(found(of('Cases'), of('Cases', 'Statistics'))).toEqual([])
    expect(found(of('Cases'))).toEqual(['Copies removed'])
  })

  it('refuses a change of something that no template names', () => {
    const stray = { Action: 'Modify', LogicalResourceId: 'Stray', ResourceType: 'AWS::KMS::Key' } as const
    expect(kinds({ changes: [stray] })).toEqual(['Stray removed'])
  })
})

describe('The gate before a change of indexes', () => {
  const index = (IndexName: string, ...NonKeyAttributes: string[]) => ({
    IndexName,
    KeySchema: [{ AttributeName: `${IndexName}Key`, KeyType: 'HASH' }],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes },
  })
  const having = (...GlobalSecondaryIndexes: object[]) => ({
    ...deployed,
    CaseTable: table({}, { GlobalSecondaryIndexes }),
  })
  const found = (before: Resources, after: Resources) =>
    proposed({ before, after }).map(({ kind, part }) => `${kind} ${String(part)}`)
  const two = having(index('a', 'x', 'y'), index('b'))

  it('lets one be added, and the same ones be written in another order', () => {
    expect(found(two, having(index('b'), index('a', 'y', 'x'), index('c')))).toEqual([])
  })

  it('finds one that goes, which functions may still ask', () => {
    expect(found(two, having(index('a', 'x', 'y')))).toEqual(['removed b'])
  })

  it('finds more than one at once, which DynamoDB refuses on the way, and says in which steps', () => {
    expect(found(two, having(index('a', 'x', 'y'), index('b'), index('c'), index('d')))).toEqual(['impossible indexes'])
    expect(found(two, having(index('a', 'x', 'y'), index('c')))).toEqual(['removed b', 'impossible indexes'])
    const [danger] = proposed({ before: having(), after: two })
    expect(danger?.what).toMatch(/2 at once \(\+a \+b\).*one by one/)
  })

  it('finds one of the same name that is another, which DynamoDB does not make of it', () => {
    expect(found(two, having(index('a', 'x'), index('b')))).toEqual(['impossible a'])
    const otherKey = { ...index('b'), KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }] }
    expect(found(two, having(index('a', 'x', 'y'), otherKey))).toEqual(['impossible b'])
  })

  it('lets no waiver pass what cannot be done', () => {
    const dangers = proposed({ before: having(), after: two })
    const waiver = { stack: 'cdr-test-stateful', resource: 'CaseTable', kind: 'impossible', part: 'indexes' }
    const given = { ...waiver, until: '2026-04-30', because: 'Somebody would rather not wait for an hour.' }
    expect(judge(dangers, [], '2026-04-10').refused).toEqual([expect.stringContaining('No waiver helps.')])
    expect(judge(dangers, [given as never], '2026-04-10').refused).toHaveLength(1)
  })

  it('makes a new table with all of them', () => {
    expect(found({}, two)).toEqual([])
  })
})

describe('A waiver', () => {
  const dangers = proposed({ after: without('Queue') })
  const waiver: Waiver = {
    stack: 'cdr-test-stateful',
    resource: 'Queue',
    kind: 'removed',
    until: '2026-04-30',
    because: 'Nothing feeds it since the step was dropped; it has been empty for a month.',
  }
  const refusedWith = (waivers: readonly Waiver[], today = '2026-04-10') => judge(dangers, waivers, today).refused

  it('lets its own danger pass until its last day, and is told', () => {
    expect(refusedWith([])).toEqual([expect.stringMatching(/Queue .* would be removed.*No waiver says why/)])
    for (const today of ['2026-04-01', '2026-04-30']) expect(refusedWith([waiver], today)).toEqual([])
    expect(judge(dangers, [waiver], '2026-04-10').waived).toEqual([expect.stringContaining(waiver.because)])
  })

  it('is for one protection, and lets no other of the same resource go', () => {
    const weaker = table({ DeletionProtectionEnabled: false, SSESpecification: { KMSMasterKeyId: { Ref: 'Other' } } })
    const lost = proposed({ after: { ...deployed, CaseTable: weaker } })
    const because = 'The record moves to a new key, under which it was written anew last week.'
    const forKey: Waiver = { ...waiver, resource: 'CaseTable', kind: 'unprotected', part: 'The key', because }
    expect(judge(lost, [forKey], '2026-04-10')).toEqual({
      refused: [expect.stringContaining('[Deletion protection]')],
      waived: [expect.stringContaining('[The key]')],
    })
    expect(judge(lost, [{ ...waiver, resource: 'CaseTable', kind: 'unprotected' }], '2026-04-10').refused).toHaveLength(
      2,
    )
  })

  it('that has ended does not stand in the way of one that holds', () => {
    expect(refusedWith([{ ...waiver, until: '2026-04-01' }, waiver])).toEqual([])
  })

  it.each<[string, Partial<Waiver>]>([
    ['has ended', { until: '2026-04-09' }],
    ['holds for longer than a month', { until: '2026-06-01' }],
    ['has no date', { until: 'soon' }],
    ['does not say why', { because: 'agreed' }],
    ['is for another resource', { resource: 'CaseTable' }],
    ['is for another danger', { kind: 'replaced' }],
    ['is for another environment', { stack: 'cdr-prod-stateful' }],
  ])('lets nothing pass that %s', (_, fault) => {
    expect(refusedWith([{ ...waiver, ...fault }])).toHaveLength(1)
  })
})
