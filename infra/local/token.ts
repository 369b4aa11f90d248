/** `npm run token -- <demo person>`: prints an access token for the running service, and nothing else. */
import { demoPeople } from './identity/people.ts'
import { signInAs } from './identity/sign-in.ts'
import { PlainSentenceError, speakPlainly } from './plain-sentence.ts'
import { requireRunning } from './state/running.ts'

await speakPlainly(async () => {
  const [person] = process.argv.slice(2)
  if (person === undefined)
    throw new PlainSentenceError(`Say for whom, one of: ${demoPeople.map(({ key }) => key).join(', ')}.`)
  const { issuer, signIn } = await requireRunning()
  console.log(await signInAs(person, { issuer, ...signIn }))
})
