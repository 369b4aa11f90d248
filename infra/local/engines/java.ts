import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { PlainSentenceError } from '../plain-sentence.ts'

const OLDEST = 17
/** From Java 24 on there is no security manager, and with it no way to keep DynamoDB Local to the loopback address. */
const NEWEST = 23
const MEND = `Install Java 17 (on Debian: apt install openjdk-17-jre-headless), or point JAVA_HOME at a Java from ${OLDEST} to ${NEWEST}.`

/**
 * The `java` to run DynamoDB Local with: `JAVA_HOME`'s, else the one on the path.
 * @throws PlainSentenceError when it is missing, too old or too new.
 */
export async function findJava(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const home = environment['JAVA_HOME']
  const java = home ? path.join(home, 'bin', 'java') : 'java'
  const version = await majorVersion(java, environment)
  if (version === undefined) throw new PlainSentenceError(`DynamoDB Local needs Java, and none was found. ${MEND}`)
  if (version < OLDEST || version > NEWEST)
    throw new PlainSentenceError(`DynamoDB Local cannot be run safely by Java ${version}. ${MEND}`)
  return java
}

async function majorVersion(java: string, environment: NodeJS.ProcessEnv) {
  try {
    const { stderr } = await promisify(execFile)(java, ['-version'], { env: environment })
    const [, major, minor] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? []
    return Number(major === '1' ? minor : major)
  } catch {
    return undefined
  }
}
