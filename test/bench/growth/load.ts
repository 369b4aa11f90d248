import type { Item } from '../../../functions/shared/adapters/dynamodb/case-items.ts'
import type { EngineFile } from './engine-file.ts'
import { madeUpCase } from './made-up-case.ts'
import { writtenItems } from './written-items.ts'

const CASES_AT_ONCE = 500

/** Writes the made-up cases from one number to before another straight into the engine's file. @returns how many items they are */
export async function loadCases(
  file: Pick<EngineFile, 'write'>,
  { from, to }: { readonly from: number; readonly to: number },
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<number> {
  let count = 0
  for (let first = from; first < to; first += CASES_AT_ONCE) {
    const items: Item[] = []
    for (let number = first; number < Math.min(to, first + CASES_AT_ONCE); number++)
      items.push(...(await writtenItems(madeUpCase(number))))
    file.write(items)
    count += items.length
    onProgress(Math.min(to, first + CASES_AT_ONCE) - from, to - from)
  }
  return count
}
