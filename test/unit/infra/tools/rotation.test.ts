import { nextStep, standingInWords } from '../../../../infra/tools/rotation/in-words.ts'
import type { RotationCounts, RotationStanding } from '../../../../schemas/identity-key-rotation.ts'

const at = (has: RotationStanding['has'], complete: number[], awaited = has): RotationStanding => ({
  has,
  awaited,
  complete,
})

describe('What an operator is told to do next', () => {
  const steps: readonly (readonly [string, RotationStanding, RotationCounts])[] = [
    ['identityKeys: [1, 2]', at([1], [1]), { 'key 1': 4 }],
    ['deploy again', at([1], [1], [1, 2]), { 'key 1': 4 }],
    ['stop all functions', at([2], [1], [1]), { 'key 1': 4 }],
    ['rehash', at([1, 2], [1]), { 'key 1': 4, 'key 2': 1 }],
    ['identityKeys: [2, 1]', at([1, 2], [1, 2]), { 'key 1': 4, 'key 2': 4 }],
    ['identityKeys: [2]', at([2, 1], [1, 2]), { 'key 1': 4, 'key 2': 4 }],
    ['retire', at([2], [2]), { 'key 1': 4, 'key 2': 4 }],
    ['identityKeys: [2, 3]', at([2], [2]), { 'key 2': 4 }],
  ]
  it.each(steps)('is %s', (step, standing, counts) => {
    expect(nextStep(standing, counts)).toContain(step)
  })

  it('comes after where the rotation stands', () => {
    expect(standingInWords(at([2, 1], [1, 2]), { 'key 2': 4, 'key 1': 4 })).toEqual([
      'Functions have key 2, which leads, and key 1.',
      'Every child stands under: key 1, key 2.',
      'key 1: 4 hashes',
      'key 2: 4 hashes',
      expect.stringContaining('Next: write identityKeys: [2]'),
    ])
  })
})
