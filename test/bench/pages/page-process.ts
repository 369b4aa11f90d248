/** The bundle of the pages in a process of its own, so that what a page takes of the processor can be told from what the API takes. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>

export interface PageAsked {
  readonly number: number
  readonly event: APIGatewayProxyEventV2
}

export interface PageAnswered {
  readonly number: number
  readonly answer: APIGatewayProxyStructuredResultV2
  /** Processor time, in milliseconds. */
  readonly processor: number
}

const [entry = ''] = process.argv.slice(2)
const { handler } = (await import(entry)) as { readonly handler: Handler }

process.on('message', (asked: PageAsked) => {
  void (async () => {
    const before = process.cpuUsage()
    const answer = await handler(asked.event, { awsRequestId: `request-${asked.number}` } as Context)
    const { user, system } = process.cpuUsage(before)
    process.send?.({ number: asked.number, answer, processor: (user + system) / 1000 } satisfies PageAnswered)
  })()
})
process.send?.('ready')
