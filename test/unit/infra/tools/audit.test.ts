import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ReleaseDraft } from '../../../../schemas/statistics/release.ts'
import { draft, publish } from '../../../support/statistics/publish.ts'
import { casesOf, smallCatalogue, smallPlan } from '../../../support/statistics/small-catalogue.ts'

const ROOT = path.resolve(import.meta.dirname, '../../../..')
const folder = mkdtempSync(path.join(tmpdir(), 'audit-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

function write(name: string, release: ReleaseDraft): string {
  const file = path.join(folder, name)
  writeFileSync(file, JSON.stringify(release))
  return file
}

const audit = (...files: readonly string[]) =>
  new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '' }
    const args = ['--import', 'tsx', 'infra/tools/audit.ts', ...files]
    execFile(process.execPath, args, { cwd: ROOT, env }, (fault, stdout, stderr) => {
      resolve({ code: fault ? Number(fault.code) : 0, output: stdout + stderr })
    })
  })

describe('npm run audit', () => {
  const nesting = { whole: null }
  const catalogue = smallCatalogue(nesting, { kind: ['x', 'y', 'z'] })
  const plan = smallPlan(nesting, catalogue, casesOf('whole', { kind: { x: 20, y: 15, z: 3 } }), { gate: 20 })

  it('passes a release and says how many numbers it tried', async () => {
    const { code, output } = await audit(write('good.json', publish(plan)))

    expect(output).toContain('Passed')
    expect(code).toBe(0)
  })

  it('fails one that gives a number away, and names the number', async () => {
    const { code, output } = await audit(write('bad.json', draft(plan, { rows: false, ranges: false })))

    expect(output).toContain('first 2025-26 kind whole z can only be 3.')
    expect(code).toBe(1)
  })

  it('fails one that was changed after its publication, and asks for a release that it follows', async () => {
    const released = publish(plan)
    const changed = await audit(write('changed.json', { ...released, note: 'Changed.' }))
    const following = await audit(
      write('following.json', { ...draft(plan), follows: [{ id: 'zeroth', hash: released.hash }] }),
    )

    expect(changed).toMatchObject({ code: 1, output: expect.stringContaining('its hash') as string })
    expect(following).toMatchObject({ code: 1, output: expect.stringContaining('zeroth') as string })
  })
})
