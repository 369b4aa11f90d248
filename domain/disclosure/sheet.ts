import type { Catalogue, Period } from '../../schemas/statistics/catalogue.ts'
import { placeKey, type RowPlace } from './lattice.ts'

/** One number of a row. What a reader sees of it is kept apart (`Page`), since protecting changes only that. */
export interface Cell {
  readonly position: number
  readonly row: Row
  readonly value: string
  /** Not for *not known* and *insufficient information*, which are told however few they are. */
  readonly isProtected: boolean
}

/** The numbers of one characteristic for one area and period, as one release stated them. */
export interface Row extends RowPlace {
  /** The release that stated it. The same place stated anew is another row. */
  readonly statedIn: string
  /** Stated by the release in the making; every other row is frozen. */
  readonly isFresh: boolean
  /** Fresh in the place of one that an earlier release stated, which its readers keep. */
  readonly isRestated: boolean
  /** T for this row's area. */
  readonly smallBelow: number
  /** The areas that an "others in" row puts together. */
  readonly members: readonly string[]
  readonly cells: readonly Cell[]
}

/** One number is the sum of others: the values of a row, the parts of an area, the parts of a period, a slice of a cross table. */
export interface Line {
  readonly kind: 'values' | 'areas' | 'periods' | 'slice'
  readonly whole: Cell
  readonly parts: readonly Cell[]
}

/** All rows that a reader holds after one release, by their place. */
export interface Edition {
  readonly catalogue: Catalogue
  readonly periods: ReadonlyMap<string, Period>
  readonly rows: ReadonlyMap<string, Row>
  /** T of the release, for rows that nobody publishes. */
  readonly smallBelow: number
}

export interface Sheet {
  readonly cells: readonly Cell[]
  readonly lines: readonly Line[]
}

/** What a reader is told of a number. `withheld` is a number of a row without numbers, or one that is never published. */
export type State = 'shown' | 'small' | 'held' | 'withheld' | 'impossible'

/** What a reader is told, and the true count where it is known, of every cell by its position. */
export interface Page {
  readonly states: State[]
  readonly counts: (number | undefined)[]
}

export interface NewRow extends RowPlace {
  readonly statedIn: string
  readonly isFresh: boolean
  readonly isRestated?: boolean
  readonly smallBelow: number
  readonly members?: readonly string[]
}

export interface NewCell {
  readonly value: string
  readonly isProtected: boolean
  readonly state: State
  readonly count: number | undefined
}

/** The release of rows that none publishes. */
export const NOWHERE = 'nowhere'

/** The cells and the page that belong together, while rows are added. */
export class Draft {
  readonly cells: Cell[] = []
  readonly page: Page = { states: [], counts: [] }

  add({ members = [], isRestated = false, ...place }: NewRow, cells: readonly NewCell[]): Row {
    const row: Row & { cells: Cell[] } = { ...place, isRestated, members, cells: [] }
    for (const { value, isProtected, state, count } of cells) {
      const cell = { position: this.cells.length, row, value, isProtected }
      this.cells.push(cell)
      this.page.states.push(state)
      this.page.counts.push(count)
      row.cells.push(cell)
    }
    return row
  }
}

export const rowAt = ({ rows }: Pick<Edition, 'rows'>, place: RowPlace) => rows.get(placeKey(place))
