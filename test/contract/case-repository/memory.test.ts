import { InMemoryCaseStore } from '../../../functions/shared/adapters/memory/case-store.ts'
import { describeCaseStore } from './case-repository-contract.ts'

describeCaseStore('in memory', () => new InMemoryCaseStore())
