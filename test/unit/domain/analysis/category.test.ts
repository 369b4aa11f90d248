import { categoryByRule, compareCategories, highestUpTheList } from '../../../../domain/analysis/category.ts'
import { CATEGORIES, type CategoryOfDeath } from '../../../../schemas/analysis/categories.ts'

/** Every subset of the ten categories, the empty one included. */
const subsets = Array.from({ length: 2 ** CATEGORIES.length }, (_, number) =>
  CATEGORIES.filter((_, place) => (number >> place) & 1),
)

describe('the hierarchy rule, over every set of categories that could reasonably apply', () => {
  it('takes the one highest up the list, in whatever order they were named', () => {
    expect(subsets).toHaveLength(1024)
    for (const reasonable of subsets) {
      const highest = CATEGORIES.find((category) => reasonable.includes(category))
      expect(highestUpTheList(reasonable)).toBe(highest)
      expect(highestUpTheList([...reasonable].reverse())).toBe(highest)
    }
  })

  it('applies whatever was marked by hand, and shows the mark where it departs', () => {
    for (const reasonable of subsets.filter((set) => set.length > 0))
      for (const choice of reasonable) {
        const category = highestUpTheList(reasonable)!
        expect(categoryByRule({ reasonable, choice })).toEqual(
          choice === category ? { category } : { category, departsTo: choice },
        )
      }
  })
})

describe('proposer and panel', () => {
  const judged = (...reasonable: CategoryOfDeath[]) => ({ reasonable })

  it('are both kept, and agree where the rule leads them to one category', () => {
    expect(compareCategories(judged('9', '3'), judged('10', '3'))).toEqual({
      proposed: { category: '3' },
      panel: { category: '3' },
      agreement: 'agreed',
      onlyProposed: ['9'],
      onlyPanel: ['10'],
    })
  })

  it('disagree visibly', () => {
    expect(compareCategories(judged('7'), judged('10', '6', '7'))).toMatchObject({
      proposed: { category: '7' },
      panel: { category: '6' },
      agreement: 'disagreed',
      onlyProposed: [],
      onlyPanel: ['6', '10'],
    })
  })

  it('disagree where one of them marked another category by hand', () => {
    expect(compareCategories(judged('3', '9'), { reasonable: ['3', '9'], choice: '9' }).agreement).toBe('disagreed')
  })

  it.each([
    [undefined, undefined],
    [judged('1'), undefined],
    [undefined, judged('1')],
  ])('are not compared before both have judged', (proposal, decision) => {
    const comparison = compareCategories(proposal, decision)
    expect(comparison.agreement).toBe('not-yet-both')
    expect('proposed' in comparison).toBe(proposal !== undefined)
    expect('panel' in comparison).toBe(decision !== undefined)
  })
})
