import { barHeight } from '../../../domain/disclosure/derived.ts'
import { numberInWords } from '../words/numbers.ts'

/** One number of a table, or the mark that stands in its place. */
export interface Bar {
  readonly label: string
  readonly value: number | undefined
  /** The marks beside the number or in place of it, in brackets. */
  readonly marks: string
}

/**
 * A bar as it is drawn: lengths across in per cent of the picture, heights down in `em`, so that the words keep their size on a
 * phone. A hidden number has no length at all, not a short one.
 */
export interface DrawnBar {
  readonly label: string
  readonly told: string
  readonly length: number | undefined
  readonly labelY: number
  readonly barY: number
  readonly toldX: number
  readonly toldY: number
}

export interface BarChart {
  readonly title: string
  readonly description: string
  readonly height: number
  readonly bars: readonly DrawnBar[]
}

/** The longest bar, in per cent: beside it there is room for a number of six figures at 320 pixels. */
const LONGEST = 78
/** In `em`: the words above a bar, the bar, and the space to the next. */
const ROW = 2.75
const BAR_AT = 0.5

/** Bars from nought, each as long as its number; hidden numbers are said in words. Nothing is drawn where nothing is shown. */
export function barChart(title: string, bars: readonly Bar[]): BarChart | undefined {
  const shown = bars.flatMap(({ value }) => value ?? [])
  if (shown.length === 0) return undefined
  const highest = Math.max(...shown)
  return {
    title,
    description: describe(bars),
    height: bars.length * ROW,
    bars: bars.map((bar, index) => drawn(bar, index, highest)),
  }
}

function drawn({ label, value, marks }: Bar, index: number, highest: number): DrawnBar {
  const share = value === undefined ? undefined : (barHeight(value, highest) ?? 0)
  const top = index * ROW
  const length = share === undefined ? undefined : LONGEST * share
  return {
    label,
    told: [value === undefined ? [] : numberInWords(value), marks || []].flat().join(' '),
    length,
    labelY: top + 1,
    barY: top + 1 + BAR_AT - 0.2,
    toldX: length ?? 0,
    toldY: top + 2.2,
  }
}

function describe(bars: readonly Bar[]): string {
  const hidden = bars.filter(({ value }) => value === undefined)
  const drawnOnes = `A bar for each number of the table: ${bars.length - hidden.length} of ${bars.length} are shown.`
  return hidden.length === 0
    ? drawnOnes
    : `${drawnOnes} Without a bar, since hidden: ${hidden.map(({ label, marks }) => `${label} ${marks}`).join(', ')}.`
}
