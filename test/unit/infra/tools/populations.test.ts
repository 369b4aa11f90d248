import { readPopulations } from '../../../../infra/tools/populations.ts'

describe('A file of populations', () => {
  it('is read by area, and names what is no area of the year', async () => {
    const csv = ['area,population\n', 'E12000004,1000000\nleeds,', '170000\nE12000099,5\n']
    expect(await readPopulations(csv, '2025-26')).toEqual({
      areas: { E12000004: 1_000_000, leeds: 170_000 },
      unknown: ['E12000099'],
    })
  })

  it.each(['leeds,many', 'leeds,0', 'leeds,-5', 'leeds,1.5', 'leeds'])('is refused at the line %j', async (line) => {
    await expect(readPopulations([`${line}\n`], '2025-26')).rejects.toThrow('Line 1')
  })

  it.each(['2025-26-Q1', '2025-28', 'last'])('is refused for %s, which is no year', async (year) => {
    await expect(readPopulations([''], year)).rejects.toThrow('Name a year')
  })
})
