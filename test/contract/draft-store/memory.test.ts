import { InMemoryDraftStore } from '../../../functions/shared/adapters/memory/draft-store.ts'
import { describeDraftStore } from './draft-store-contract.ts'

describeDraftStore('in memory', () => Promise.resolve(new InMemoryDraftStore()))
