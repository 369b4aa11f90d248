import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib'
import type { Env as RotateEnv } from '../../functions/rotate-identity-key/env.ts'
import { keys } from '../../functions/shared/adapters/dynamodb/case-items.ts'
import { CASE_KEY_PREFIX } from '../../schemas/event-key.ts'
import { settleFor } from '../config.ts'
import { onKeys, scanOf } from '../constructs/permissions.ts'
import { ServiceFunction } from '../constructs/service-function.ts'
import type { StatefulStack } from './stateful-stack.ts'

/**
 * Rotates the key by which a child is known again, one step a call. An operator may call it, and so never has the key or a record.
 * @param hashing functions that hash identities
 */
export function addRotateIdentityKey(
  scope: Stack,
  { surroundings, caseTable, identityKeyValues, identityKeys }: StatefulStack,
  hashing: readonly ServiceFunction<never>[],
) {
  const hashed = [`${keys.identity('').pk}*`, `${keys.likeness('')}*`]
  const rotate = new ServiceFunction<RotateEnv>(scope, 'RotateIdentityKey', {
    ...surroundings,
    name: 'rotate-identity-key',
    settings: {
      CASE_TABLE: caseTable.tableName,
      IDENTITY_KEYS: identityKeyValues,
      SETTLE_SECONDS: settleFor.toSeconds().toString(),
    },
    permissions: [
      ...scanOf(caseTable, 'pk', 'sk', 'reference'),
      // Numbers and names are read where they stand, and leave as hashes.
      ...onKeys(caseTable, [`${CASE_KEY_PREFIX}*`], 'Query'),
      ...onKeys(caseTable, hashed, 'ConditionCheckItem', 'DeleteItem', 'PutItem'),
      ...onKeys(caseTable, [keys.rotation.pk], 'GetItem', 'PutItem'),
    ],
    // Two at once would only do the same twice.
    concurrency: 1,
    timeout: Duration.minutes(1),
    meaning: 'A rotation of the identity key does not go on; notifying and reviewing do.',
  })
  // Its own keys are the last to change: when it has them, all have.
  rotate.node.addDependency(...hashing)
  new CfnOutput(scope, 'IdentityKeys', { value: identityKeys.join(' ') })
}
