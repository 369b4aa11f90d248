import { Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { addApi } from './api.ts'
import { addDashboards } from './dashboards.ts'
import { addDeploymentAlarm } from './deployment-alarm.ts'
import { addAlert, addCategorise, addRelay, addRoute } from './pipeline.ts'
import { addRotateIdentityKey } from './rotate-identity-key.ts'
import type { StatefulStack } from './stateful-stack.ts'
import { addChaseDeadlines, addPublishStatistics, addReconcile } from './sweeps.ts'

export interface StatelessStackProps extends StackProps {
  readonly stateful: StatefulStack
}

/** Everything that does something: it can be thrown away and put up again at any time. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, { stateful, ...props }: StatelessStackProps) {
    super(scope, id, { ...props, terminationProtection: true })
    const capture = addApi(this, stateful)
    addRelay(this, stateful)
    const categorise = addCategorise(this, stateful)
    const route = addRoute(this, stateful)
    addRotateIdentityKey(this, stateful, [capture, categorise, route])
    addReconcile(this, stateful)
    addChaseDeadlines(this, stateful)
    addAlert(this, stateful)
    addPublishStatistics(this, stateful)
    addDashboards(this, stateful)
    addDeploymentAlarm(this, stateful)
  }
}
