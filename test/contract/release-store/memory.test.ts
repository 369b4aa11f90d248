import { InMemoryReleaseStore } from '../../../functions/shared/adapters/memory/release-store.ts'
import { describeReleaseStore } from './release-store-contract.ts'

describeReleaseStore('in memory', () => new InMemoryReleaseStore())
