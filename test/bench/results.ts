import type { PartitionLimit } from './cost/partitions.ts'
import type { Parts, Standing, Temperature, YearlyCost } from './cost/cost-model.ts'
import type { Verdict } from './measure/noise.ts'
import type { MeasuredAct } from './sections/act-names.ts'
import type { ColdStarts } from './sections/cold-start.ts'
import type { Growth } from './sections/growth.ts'
import type { MeasuredPages } from './sections/pages.ts'
import type { Peers } from './sections/peers.ts'
import type { WarmPath } from './sections/warm.ts'

export interface Costs {
  /** A million notifications, taken, categorised and routed. */
  readonly million: Readonly<Record<Temperature, Parts>>
  readonly perCase: number
  readonly perPanelYear: number
  readonly standing: Standing
  readonly standingMonth: Parts
  readonly years: readonly YearlyCost[]
  readonly limits: readonly PartitionLimit[]
}

/** What a run found. A section that was not asked for is not there. */
export interface Results {
  readonly on: string
  readonly machine: { readonly node: string; readonly processors: number; readonly model: string }
  readonly verdict: Verdict
  /** By section. */
  readonly seconds: Readonly<Record<string, number>>
  readonly units?: readonly MeasuredAct[]
  readonly cold?: ColdStarts
  readonly warm?: readonly WarmPath[]
  readonly pages?: MeasuredPages
  readonly growth?: Growth
  readonly peers?: Peers
  readonly cost?: Costs
}
