/** Σ plus − Σ minus = sum, over unknown numbers by their index. */
export interface Equation {
  readonly plus: readonly number[]
  readonly minus: readonly number[]
  readonly sum: number
}

/** Unknown numbers by their index, the bounds that each keeps, and the equations that tie them. */
export interface LinearSystem {
  readonly lower: readonly number[]
  /** `Infinity` where nothing bounds a number from above. */
  readonly upper: readonly number[]
  readonly equations: readonly Equation[]
  /** In which order numbers are best settled when looking for a table, lowest first; all alike if not given. Says nothing of what is possible. */
  readonly ranks?: readonly number[]
}

/** A system opened in the solver, for one question after the other. */
export interface OpenSystem {
  bound(variable: number, lower: number, upper: number): void
  /**
   * The point within all bounds and equations that differs least from the one the system was opened with, or `undefined` if
   * there is none.
   * @param whole ask for whole numbers throughout, and then for any point: slower, only needed where a first answer has fractions
   * @throws when the solver cannot tell: a release whose protection is not proved must not go out
   */
  point(whole: boolean): readonly number[] | undefined
  close(): void
}

/** The optimiser. It only finds points: every point is checked by whole-number arithmetic before it counts as proof. */
export interface LinearProgramme {
  /** @param near a point of whole numbers that keeps the equations, if one is known; else any point is an answer */
  open(system: LinearSystem, near?: readonly number[]): OpenSystem
}
