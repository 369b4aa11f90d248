import { mkdirSync, writeFileSync } from 'node:fs'
import { generatedFiles } from './generated-files.ts'

const FOLDER = new URL('./generated/', import.meta.url)

mkdirSync(FOLDER, { recursive: true })
for (const [name, text] of Object.entries(generatedFiles())) {
  writeFileSync(new URL(name, FOLDER), text)
  process.stdout.write(`schemas/generated/${name}\n`)
}
