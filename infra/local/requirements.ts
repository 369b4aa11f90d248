import { PlainSentenceError } from './plain-sentence.ts'

/** Runs TypeScript as it is, in threads too, and has SQLite, in which the queues are kept. */
const OLDEST_NODE = [22, 18] as const

/** @throws PlainSentenceError when this Node cannot run the local cloud. */
export function requireNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new PlainSentenceError(
    `The local cloud needs Node ${OLDEST_NODE.join('.')} or newer and this is ${version}: use "npm start", which runs on the Node 24 that "npm ci" installs, or install Node 24.`,
  )
}
