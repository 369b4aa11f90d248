import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { clientPatience, longestCall } from '../../functions/shared/adapters/client-patience.ts'
import { TO_FINISH } from '../../functions/shared/runtime/scheduled.ts'
import { TO_ANSWER } from '../../functions/shared/runtime/time-limit.ts'
import { resourcesOf } from './assembly.ts'

const sources = path.resolve(import.meta.dirname, '..', '..', 'functions')

/** It asks nobody anything. */
const callers = resourcesOf('AWS::Lambda::Function').filter(({ id }) => !/^(Describe|TokenClaims)/.test(id))

describe('a call that hangs each time it is tried', () => {
  it.each(callers)('is given up before $id is cut off, with time left to say so', ({ Properties }) => {
    expect(longestCall).toBeLessThanOrEqual(Number(Properties['Timeout']) * 1000 - TO_ANSWER)
  })

  it('is an error, not a warning, and no run on a schedule begins one that it has no time for', () => {
    expect(clientPatience.requestHandler.throwOnRequestTimeout).toBe(true)
    expect(longestCall).toBeLessThanOrEqual(TO_FINISH - TO_ANSWER)
  })

  it('is the same for every client that functions have: none is made without this patience', () => {
    const made = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => readFileSync(path.join(sources, file), 'utf8').match(/new [A-Z]\w+Client\(.*?\)/g) ?? [])
    expect(made.sort()).toEqual(['new DynamoDBClient(clientPatience)', 'new SNSClient(clientPatience)'])
  })
})
