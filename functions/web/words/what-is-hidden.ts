import { SHORTHAND } from '../../shared/views/statistics/shorthand.ts'

interface Section {
  readonly id?: string
  readonly title: string
  readonly sentences: readonly string[]
  readonly command?: string
}

/**
 * What is hidden in the statistics and why: said once. The page for anyone shows it, and `docs/statistics.md` is written from it
 * (`npm run draw`).
 */
export const whatIsHidden: {
  readonly title: string
  readonly lead: string
  readonly sections: readonly Section[]
  readonly marks: readonly { readonly letter: string; readonly meaning: string }[]
} = {
  title: 'What is hidden and why',
  lead: 'For chairs and members of panels, and anyone who reads the published numbers.',
  sections: [
    {
      title: 'Why anything is hidden',
      sentences: [
        'Few children die, and a small number can point to one of them. If a table says that one child of an area died by a certain cause, people there know which family is meant, and learn something about it that nobody told them.',
      ],
    },
    {
      title: 'What is hidden',
      sentences: [
        'Every number from 0 to 4 that says something about a child is hidden and marked [c]. Nought is hidden too: “none of the others” says something about everyone in the group. A panel may ask for a higher limit for its area, never for a lower one.',
      ],
    },
    {
      title: 'Why other numbers are hidden with it',
      sentences: [
        'If a row has one hidden number and its total is shown, anyone can subtract. So at least two larger numbers in the row are held back, marked [k]: each is 5 or more. The same is done between areas, and between years and their quarters. Which ones are held back follows a fixed, published order, and has nothing to do with how large they are.',
      ],
    },
    {
      title: 'Why some rows have no numbers',
      sentences: [
        'An area with fewer than 30 deaths in the period has no breakdown of its own, only its total; it may be put together with others in a row “Other areas of …”. Some rows are withheld because, with them, a hidden number elsewhere could be worked out.',
        'The limit of 30 is a rule of safety, not of style: rows without numbers are the weaker place. Among areas of 10 to 15 deaths a reader who runs this code on every possible table could work out a few numbers in such rows. From 30 nobody works one out in any table we tried, but in small groups of areas up to one in fifty of the small numbers in such rows can be told to be not quite anything from 0 to 4. No number marked [c] can.',
      ],
    },
    {
      title: 'What is not known is told',
      sentences: [
        'How often an answer is not known, or there was too little to go by, is told however small: it is a gap in the record, by which nobody can be found. It takes part in the arithmetic like every other number. So do deaths whose area is not known: they make up the whole with the areas that are known.',
      ],
    },
    {
      title: 'What is never done',
      sentences: [
        'No number that is shown has been altered, rounded or estimated: everything shown is true, and everything adds up.',
        'A chart draws only the numbers of its table. A hidden number has no bar at all, since a short one would tell it. Rates, shares and the ranges around them are worked out from shown numbers alone.',
      ],
    },
    {
      title: 'Once published, it stays',
      sentences: [
        'Late deaths and corrections wait for the yearly restatement, and a row is stated anew only when at least five cases changed in it. Two statements that differ by one case would tell everybody about that case. A release lists every row that it states anew and what it replaces.',
      ],
    },
    {
      id: 'check',
      title: 'How sure is it? Check it yourself',
      sentences: [
        'Before a release goes out, a second program that shares nothing with the first tries to work out every hidden number from everything ever published. Unless each small number could still be anything from 0 to 4, nothing goes out.',
        'Anyone can run it on a published file, with the source code of this service: give it the release and the earlier ones. It says whether the file is the one that was published, tries every hidden number again, and names each that it could narrow.',
      ],
      command: 'npm run audit -- release.json earlier-release.json',
    },
    {
      title: 'Previews',
      sentences: [
        'A panel may look at the next release of its own area. A preview is not a release: please pass it on to nobody, since a preview and a release that differ by one case tell about that case.',
      ],
    },
  ],
  marks: Object.entries(SHORTHAND).map(([letter, meaning]) => ({ letter: `[${letter}]`, meaning })),
}
