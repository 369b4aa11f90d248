import {
  costOf,
  LIFE_OF_A_CASE,
  monthOf,
  plus,
  quantitiesOf,
  quantitiesOfActs,
  times,
  yearlyCost,
  YEAR_OF_A_PANEL,
  YEAR_OF_RELEASES,
} from '../../bench/cost/cost-model.ts'
import { partitionLimits } from '../../bench/cost/partitions.ts'
import { readPrices } from '../../bench/cost/prices.ts'
import { standingIn } from '../../bench/cost/standing.ts'
import { ACTS, type ActName, type MeasuredAct } from '../../bench/sections/act-names.ts'

const prices = readPrices()
const anAct = (act: ActName, more: Partial<MeasuredAct> = {}): MeasuredAct => ({
  act,
  calls: '',
  write: 8,
  indexWrite: 2,
  read: 1,
  indexes: {},
  items: [],
  ...more,
})
const allActs = (Object.keys(ACTS) as ActName[]).map((act) => anAct(act, { indexes: { casesAwaiting: 4 } }))
const nothingStands = { keys: 0, alarms: 0, secrets: 0, polledQueues: 0, scheduledRuns: 0 }

describe('Quantities', () => {
  it('add up and multiply, each kind for itself', () => {
    expect(plus({ writeUnit: 1 }, { writeUnit: 2, readUnit: 3 })).toEqual({ writeUnit: 3, readUnit: 3 })
    expect(times(3, { writeUnit: 2 })).toEqual({ writeUnit: 6 })
  })

  it('cost what the price list says', () => {
    const { writeUnit, keyMonth } = prices.prices
    expect(costOf({ writeUnit: 2_000_000, keyMonth: 3 }, prices)).toBeCloseTo(2 * writeUnit.usd + 3 * keyMonth.usd)
  })
})

describe('An act', () => {
  it('through the API pays for its units, a request, and the function and messages that follow', () => {
    expect(quantitiesOf(anAct('notify'), 'cold')).toMatchObject({
      writeUnit: 10,
      readUnit: 1,
      apiRequest: 1,
      invocation: 2,
      published: 1,
      queueRequest: 3,
    })
  })

  it('asks for keys only where its functions are cold, and starts them only then', () => {
    const [cold, warm] = [quantitiesOf(anAct('route'), 'cold'), quantitiesOf(anAct('route'), 'warm')]
    expect([cold.keyRequest, warm.keyRequest]).toEqual([4, 0])
    expect(warm.gigabyteSecond).toBeLessThan(cold.gigabyteSecond ?? 0)
    expect(warm.invocation).toBe(cold.invocation)
  })

  it('of which nobody hears is told to the topic and to no queue', () => {
    const { published, queueRequest = 0 } = quantitiesOf(anAct('claim'), 'cold')
    expect([published, queueRequest]).toEqual([1, 0])
  })

  it('of the pipeline pays for no request', () => {
    expect(quantitiesOf(anAct('route'), 'cold')).not.toHaveProperty('apiRequest')
  })

  it('that only reads tells nobody', () => {
    expect(quantitiesOf(anAct('queuePage'), 'cold')).not.toHaveProperty('published')
  })

  it('that was not measured stops the model', () => {
    expect(() => quantitiesOfActs({ notify: 1 }, [], 'cold')).toThrow('notify was not measured')
  })
})

describe('A year', () => {
  const england = { name: 'England', deaths: 3500, panels: 58, temperature: 'cold' as const }

  it('costs twice as much in acts and storage where twice as many die, and stands there for the same', () => {
    const standing = { ...nothingStands, keys: 3 }
    const releases = costOf(quantitiesOfActs(YEAR_OF_RELEASES, allActs, 'cold'), prices)
    const once = yearlyCost(england, allActs, standing, prices)
    const twice = yearlyCost({ ...england, deaths: 7000, panels: 116 }, allActs, standing, prices)
    expect(twice.acts - releases).toBeCloseTo(2 * (once.acts - releases), 6)
    expect(twice.storing).toBeCloseTo(2 * once.storing, 6)
    expect(twice.standing).toBe(once.standing)
    expect(once.standing).toBeCloseTo(36)
  })

  it('has only acts that are measured', () => {
    expect(Object.keys(ACTS)).toEqual(
      expect.arrayContaining([LIFE_OF_A_CASE, YEAR_OF_A_PANEL, YEAR_OF_RELEASES].flatMap((acts) => Object.keys(acts))),
    )
  })

  it('polls its queues all the time', () => {
    expect(monthOf({ ...nothingStands, polledQueues: 1 }).queueRequest).toBe(657_000)
  })
})

describe('Partitions', () => {
  it('are full at so many deaths, those with the fewest keys first', () => {
    const [first] = partitionLimits(allActs)
    const acts = Object.values(LIFE_OF_A_CASE).reduce((sum, count) => sum + count, 0)
    expect(first).toMatchObject({ index: 'casesAwaiting', keys: 1 })
    expect(first?.unitsOfACase).toBeCloseTo(4 * acts)
    expect(first?.deaths).toBeCloseTo(((1000 / (4 * acts)) * 31_536_000) / 10, 0)
  })
})

describe('What stands in a template', () => {
  it('is counted by what is paid for', () => {
    const resource = (Type: string, Properties = {}) => ({ Type, Properties })
    const template = {
      Resources: {
        a: resource('AWS::KMS::Key'),
        b: resource('AWS::CloudWatch::Alarm'),
        c: resource('AWS::Lambda::EventSourceMapping', { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }),
        d: resource('AWS::Lambda::EventSourceMapping', { EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] } }),
        e: resource('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(5 minutes)' }),
        f: resource('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 minute)' }),
        g: resource('AWS::SQS::Queue'),
        h: resource('AWS::CloudWatch::Alarm', {
          Metrics: [{ MetricStat: 1 }, { MetricStat: 2 }, { Expression: 'a + b' }],
        }),
      },
    }
    expect(standingIn([template])).toEqual({
      ...{ keys: 1, alarms: 3, secrets: 0 },
      ...{ polledQueues: 1, scheduledRuns: 72 },
    })
  })
})
