/** Σ coefficient × variable = sum; coefficients are 1 or −1. */
export interface Equation {
  readonly plus: readonly number[]
  readonly minus: readonly number[]
  readonly sum: number
}

/** Unknown numbers by their position, the bounds that each keeps, and the equations that tie them. */
export interface LinearSystem {
  readonly lower: readonly number[]
  /** `Infinity` where nothing bounds a number from above. */
  readonly upper: readonly number[]
  readonly equations: readonly Equation[]
}

/** A system opened in the solver, so that one question starts from the answer to the last. */
export interface OpenSystem {
  bound(variable: number, lower: number, upper: number): void
  /**
   * A point within all bounds and equations, or `undefined` if there is none.
   * @param whole ask for whole numbers throughout: slower, and only needed when a first answer has fractions
   * @throws when the solver cannot tell: a release whose protection is not proved must not go out
   */
  point(whole: boolean): readonly number[] | undefined
  close(): void
}

/** The optimiser. It only finds points: every point is checked by whole-number arithmetic before it counts as proof. */
export interface LinearProgramme {
  open(system: LinearSystem): OpenSystem
}
