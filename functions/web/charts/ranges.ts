import type { Interval } from '../../../domain/statistics/intervals.ts'

/** A figure of one year, or the marks in its place. */
export interface Point {
  readonly year: string
  readonly figure: number | undefined
  readonly range?: Interval
  readonly marks: string
}

export interface Group {
  readonly name: string
  readonly points: readonly Point[]
}

/** As with bars: across in per cent of the picture, down in `em`. A hidden figure has no place across, only its marks. */
export interface DrawnPoint {
  readonly year: string
  readonly y: number
  readonly textY: number
  readonly at?: number
  readonly from?: number
  readonly to?: number
  readonly marks: string
}

export interface RangeChart {
  readonly title: string
  readonly description: string
  readonly height: number
  readonly ticks: readonly {
    readonly at: number
    readonly label: string
    readonly anchor: 'start' | 'middle' | 'end'
  }[]
  readonly groups: readonly { readonly name: string; readonly y: number; readonly points: readonly DrawnPoint[] }[]
}

/** Where the scale begins and how wide it is, in per cent: left of it there is room for the year at 320 pixels. */
const LEFT = 22
const WIDTH = 76
/** In `em`. */
const HEADING = 1.9
const LINE = 1.45
const SCALE = 1.6

/** Figures with the ranges around them, area by area and year by year, on one scale from nought. */
export function rangeChart(title: string, groups: readonly Group[]): RangeChart | undefined {
  const shown = groups.flatMap(({ points }) => points.flatMap(({ range }) => range?.high ?? []))
  if (shown.length === 0) return undefined
  const end = roundUp(Math.max(...shown))
  const across = (figure: number) => LEFT + (WIDTH * figure) / end
  let y = SCALE
  const drawn = groups.map(({ name, points }) => {
    const heading = (y += HEADING)
    return { name, y: heading - 0.5, points: points.map((point) => drawnPoint(point, (y += LINE) - LINE / 2, across)) }
  })
  const all = groups.flatMap(({ points }) => points)
  const hidden = all.filter(({ figure }) => figure === undefined).length
  return {
    title,
    description: `A dot for each figure of the table and a line for the range around it, on a scale from 0 to ${end}. ${hidden} of ${all.length} figures are not given, and not drawn.`,
    height: y + 0.4,
    ticks: [
      { at: across(0), label: '0', anchor: 'start' },
      { at: across(end / 2), label: String(end / 2), anchor: 'middle' },
      { at: across(end), label: String(end), anchor: 'end' },
    ],
    groups: drawn,
  }
}

function drawnPoint({ year, figure, range, marks }: Point, y: number, across: (figure: number) => number): DrawnPoint {
  const textY = y + 0.35
  if (figure === undefined || !range) return { year, y, textY, marks }
  return { year, y, textY, at: across(figure), from: across(range.low), to: across(range.high), marks }
}

/** To a number whose half is round as well: 2, 4, 6, 8, 10, 20, 40 … */
function roundUp(figure: number): number {
  const step = 10 ** Math.floor(Math.log10(figure))
  const units = Math.ceil(figure / step / 2) * 2
  return Number((units * step).toPrecision(6))
}
