import { describeAccess } from './access.ts'
import { describeAgency } from './agency.ts'
import { describeNotifying } from './notify-a-death.ts'
import { describePanel } from './panel.ts'
import { Running } from './running.ts'
import { describeStatistics } from './statistics.ts'
import { describeTroubles } from './troubles.ts'
import { describeWorkingOnCases } from './work-a-case.ts'

const running = new Running()
beforeAll(() => running.start(), 120_000)
afterAll(() => running.stop(), 60_000)

describeNotifying(running)
describeTroubles(running)
describeAccess(running)
describeWorkingOnCases(running)
describeStatistics(running)
describePanel(running)
describeAgency(running)
