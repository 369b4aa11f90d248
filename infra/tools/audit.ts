import { readFileSync } from 'node:fs'
import { AUDITOR, audit, type Verdict } from '../../audit/audit.ts'
import { hashOf } from '../../audit/hash.ts'
import { openWithHighs } from '../../audit/solver.ts'
import { ReleaseDraftSchema, ReleaseSchema } from '../../schemas/statistics/release.ts'
import * as z from 'zod'
import { progressBar } from './progress.ts'

const USAGE = `npm run audit -- <release.json> [earlier release.json …]

Tries to work out every hidden number of a release from everything published. Give the earlier releases that it names, in any
order. Ends with 0 if every small number can still be anything from nought to the limit, with 1 if not: then it names the
numbers. Shares no code with what protects the releases.`

const FileSchema = z.union([ReleaseSchema, ReleaseDraftSchema])
type File = z.infer<typeof FileSchema>

function read(path: string): File {
  const release = FileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  if ('hash' in release && release.hash !== hashOf(release)) {
    throw new Error(`${path} was changed after its publication: its hash is not that of what it says.`)
  }
  return release
}

/** The release and those before it, in the order that it gives. */
function inOrder([last, ...others]: readonly File[]): readonly File[] {
  if (!last) throw new Error(USAGE)
  return [
    ...last.follows.map(({ id, hash }) => {
      const earlier = others.find((other) => other.id === id)
      if (!earlier) throw new Error(`${last.id} follows ${id}: give that file too.`)
      if (!('hash' in earlier) || earlier.hash !== hash)
        throw new Error(`${id} is not the one that ${last.id} follows.`)
      return earlier
    }),
    last,
  ]
}

function wordsFor(verdict: Verdict): string {
  switch (verdict.outcome) {
    case 'passed':
      return `Passed (${AUDITOR}): ${verdict.protectedNumbers} protected numbers, none narrowed; ${verdict.witnesses} whole tables found that fit everything published.`
    case 'failed':
      return verdict.failures
        .map(({ number, canBe }) => `Failed: ${number} can only be ${canBe.join(' or ') || 'what it is'}.`)
        .join('\n')
    case 'undecided':
      return `Undecided, so not passed: the solver could not tell what ${verdict.number} can be.`
    case 'contradiction':
      return `Failed: the files contradict each other. ${verdict.reason}`
  }
}

async function run() {
  const releases = inOrder(process.argv.slice(2).map(read))
  const verdict = audit({ releases, open: await openWithHighs(), onProgress: progressBar('Numbers tried') })
  process.stdout.write(`${wordsFor(verdict)}\n`)
  if (verdict.outcome !== 'passed') process.exitCode = 1
}

run().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
  process.exitCode = 1
})
