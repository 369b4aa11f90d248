import { InMemoryPostcodeDirectory } from '../../../functions/shared/adapters/memory/postcode-directory.ts'
import { describePostcodeDirectory } from './postcode-directory-contract.ts'

describePostcodeDirectory('in memory', (entries) => Promise.resolve(new InMemoryPostcodeDirectory(entries)))
