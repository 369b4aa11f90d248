import * as z from 'zod'
import type { Resource } from '../assembly/assembly.ts'
import { physicalName } from '../assembly/names.ts'
import { propertyList, readProperties } from '../assembly/properties.ts'
import type { Resolver } from '../assembly/resolver.ts'
import { readScheduleExpression, type Timetable } from './schedule-expression.ts'
import type { Trigger } from './trigger.ts'

const ScheduleProperties = propertyList(
  {
    Name: z.string().optional(),
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.string().default('UTC'),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Target: z.strictObject({
      Arn: z.string(),
      RoleArn: z.unknown().optional(),
      Input: z
        .string()
        .default('{}')
        .transform((input) => JSON.parse(input) as unknown),
      /** Both concern the hand-over to Lambda, which cannot fail here: what becomes of a function's failure, Lambda decides. */
      RetryPolicy: z.unknown().optional(),
      DeadLetterConfig: z.unknown().optional(),
    }),
  },
  {
    Description: 'nobody looks',
    FlexibleTimeWindow: 'the beginning of the window is within it',
    GroupName: 'schedules are found by name',
    KmsKeyArn: 'nothing is encrypted here',
  },
)

export interface Schedule {
  readonly resource: Resource
  readonly name: string
  readonly timetable: Timetable
  readonly isEnabled: boolean
  readonly functionArn: string
  readonly input: unknown
}

export function readSchedule(resource: Resource, resolver: Resolver): Schedule {
  const wanted = readProperties(ScheduleProperties, resource, resolver)
  return {
    resource,
    name: wanted.Name ?? physicalName(resource, 64),
    timetable: readScheduleExpression(wanted.ScheduleExpression, wanted.ScheduleExpressionTimezone),
    isEnabled: wanted.State === 'ENABLED',
    functionArn: wanted.Target.Arn,
    input: wanted.Target.Input,
  }
}

/** Runs `run` by the timetable: a rate first after one period, a cron in each minute that matches. */
export function startSchedule({ timetable }: Schedule, run: () => Promise<void>): Trigger {
  const underway = new Set<Promise<void>>()
  const runNow = () => {
    const turn = run().finally(() => underway.delete(turn))
    underway.add(turn)
  }
  const runIfDue = (now: Date) => {
    if (timetable.kind === 'cron' && timetable.matches(now)) runNow()
  }
  const stopTimer = timetable.kind === 'rate' ? every(timetable.everyMs, runNow) : everyMinute(runIfDue)
  return {
    drain: async () => {
      stopTimer()
      await Promise.all(underway)
    },
    end: () => Promise.resolve(),
  }
}

function every(ms: number, run: () => void) {
  const timer = setInterval(run, ms)
  return () => {
    clearInterval(timer)
  }
}

/** Just after the beginning of each minute of the wall clock: a timer may fire a millisecond early. */
function everyMinute(run: (now: Date) => void) {
  let timer: NodeJS.Timeout
  const wait = () => {
    timer = setTimeout(
      () => {
        run(new Date())
        wait()
      },
      60_010 - (Date.now() % 60_000),
    )
  }
  wait()
  return () => {
    clearTimeout(timer)
  }
}
