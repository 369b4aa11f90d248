import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findJava } from '../../../../infra/local/engines/java.ts'
import { PlainSentenceError } from '../../../../infra/local/plain-sentence.ts'
import { requireNode } from '../../../../infra/local/requirements.ts'

const home = mkdtempSync(path.join(tmpdir(), 'java-home-'))
afterAll(() => {
  rmSync(home, { recursive: true })
})

/** A `java` that says it is of this version. */
function installJava(version: string) {
  mkdirSync(path.join(home, 'bin'), { recursive: true })
  const java = path.join(home, 'bin', 'java')
  writeFileSync(java, `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`)
  chmodSync(java, 0o755)
  return { PATH: process.env['PATH'], JAVA_HOME: home }
}

describe('what the machine must have', () => {
  it.each(['17.0.15', '21.0.2', '23'])('Java %s will do', async (version) => {
    expect(await findJava(installJava(version))).toBe(path.join(home, 'bin', 'java'))
  })

  it.each(['1.8.0_392', '11.0.1', '24', '25.0.1'])(
    'Java %s is refused in one sentence that names a mend',
    async (version) => {
      const refusal = findJava(installJava(version))
      await expect(refusal).rejects.toThrow(PlainSentenceError)
      await expect(refusal).rejects.toThrow(/openjdk-17-jre-headless/)
    },
  )

  it('no Java at all is said with the same mend', async () => {
    await expect(findJava({ PATH: '/nowhere' })).rejects.toThrow(
      /needs Java, and none was found.*openjdk-17-jre-headless/,
    )
  })

  it.each(['22.18.0', '24.21.0'])('Node %s will do', (version) => {
    expect(() => {
      requireNode(version)
    }).not.toThrow()
  })

  it.each(['20.20.2', '22.17.1'])('Node %s is refused in one sentence', (version) => {
    expect(() => {
      requireNode(version)
    }).toThrow(/needs Node 22\.18 or newer and this is/)
  })
})
