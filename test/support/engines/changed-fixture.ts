import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type TemplateChange = (resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>) => void

/** A copy of the fixture's assembly with one template changed after its synthesis. It goes when the test file ends. */
export function changedFixture(stack: 'Stateful' | 'Stateless', change: TemplateChange): string {
  const assembly = mkdtempSync(path.join(tmpdir(), 'assembly-'))
  cpSync(process.env['FIXTURE_ASSEMBLY']!, assembly, { recursive: true })
  const file = path.join(assembly, `${stack}.template.json`)
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Parameters<TemplateChange>[0] }
  change(template.Resources)
  writeFileSync(file, JSON.stringify(template))
  copies.push(assembly)
  return assembly
}

const copies: string[] = []
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true })
})
