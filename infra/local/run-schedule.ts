/** `npm run schedule -- <name>`: runs what a schedule would run, now, and prints the answer. */
import { PlainSentenceError, speakPlainly } from './plain-sentence.ts'
import { requireRunning } from './state/running.ts'

await speakPlainly(async () => {
  const { schedules, endpoints, clientSettings } = await requireRunning()
  const [wanted = ''] = process.argv.slice(2)
  const name = Object.keys(schedules).find((each) => `-${each}`.endsWith(`-${wanted}`))
  const schedule = schedules[name ?? '']
  if (!schedule)
    throw new PlainSentenceError(`There is no schedule "${wanted}"; there are: ${Object.keys(schedules).join(', ')}.`)
  // The call that `aws lambda invoke` makes, of whose signature only the key is looked at here.
  const answer = await fetch(`${endpoints.invoke}/2015-03-31/functions/${schedule.functionName}/invocations`, {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${clientSettings.credentials.accessKeyId}/` },
    body: JSON.stringify(schedule.input),
  })
  const text = await answer.text()
  if (!answer.ok || answer.headers.has('x-amz-function-error'))
    throw new PlainSentenceError(`${schedule.functionName} failed: ${text}`)
  console.log(text)
})
