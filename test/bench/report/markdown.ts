/** Rows of a table; prettier lines them up. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Three figures, as many as a measurement is good for. */
export function figure(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–'
  if (value === 0) return '0'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB')
  return String(Number(value.toPrecision(Math.abs(value) >= 10 ? 3 : 2)))
}

export const milliseconds = (value: number | undefined): string =>
  value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`

export const dollars = (value: number): string =>
  value >= 1000
    ? `$${Math.round(value).toLocaleString('en-GB')}`
    : `$${value >= 1 ? value.toFixed(2) : value.toPrecision(2)}`
