import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50

/**
 * The files of a ZIP archive, such as a spreadsheet, by name.
 * @throws for what is none
 */
export function unzipped(archive: Buffer): ReadonlyMap<string, string> {
  const end = archive.length - 22
  if (archive.readUInt32LE(end) !== END) throw new Error('No end of an archive.')
  const files = new Map<string, string>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('No entry of an archive.')
    const lengthOfName = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + lengthOfName)
    const local = archive.readUInt32LE(at + 42)
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const bytes = archive.subarray(from, from + archive.readUInt32LE(at + 20))
    files.set(name, (archive.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'))
    at += 46 + lengthOfName + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}
