import { AlertSchema, type Alert } from '../../../schemas/alert.ts'
import { ThinEventSchema, type ThinEvent } from '../../../schemas/case-events.ts'
import { textOf, xml, type WireAnswer, type WireRequest } from './wire.ts'

/** A topic behind the real SDK: it reads what comes over the wire, and answers there. What it takes is told. */
export class Topic {
  readonly #tell: (published: { readonly event: ThinEvent } | { readonly alert: Alert }) => void

  constructor(tell: (published: { readonly event: ThinEvent } | { readonly alert: Alert }) => void) {
    this.#tell = tell
  }

  /** @param isInPart takes the first half of a batch, and says of the others that they failed */
  answer(request: WireRequest, isInPart: boolean): WireAnswer {
    const fields = new URLSearchParams(textOf(request))
    if (fields.get('Action') === 'Publish') {
      this.#tell({ alert: AlertSchema.parse(JSON.parse(fields.get('Message') ?? '')) })
      return answered('Publish', '<MessageId>1</MessageId>')
    }
    const entry = (number: number) => `PublishBatchRequestEntries.member.${number}.`
    const ids: string[] = []
    for (let number = 1; fields.has(`${entry(number)}Id`); number++) ids.push(fields.get(`${entry(number)}Id`) ?? '')
    const taken = isInPart ? Math.floor(ids.length / 2) : ids.length
    for (let number = 1; number <= taken; number++)
      this.#tell({ event: ThinEventSchema.parse(JSON.parse(fields.get(`${entry(number)}Message`) ?? '')) })
    const successful = ids.slice(0, taken).map((id) => `<member><Id>${id}</Id><MessageId>${id}</MessageId></member>`)
    const failed = ids
      .slice(taken)
      .map((id) => `<member><Id>${id}</Id><Code>InternalError</Code><SenderFault>false</SenderFault></member>`)
    return answered(
      'PublishBatch',
      `<Successful>${successful.join('')}</Successful><Failed>${failed.join('')}</Failed>`,
    )
  }
}

const answered = (action: string, result: string) =>
  xml(
    200,
    `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`,
  )
