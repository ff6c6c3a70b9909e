import { describeAccessibility } from './accessibility.ts'
import { COMMON_PAGE_STATES } from './states/states.ts'

describeAccessibility('shared by all or of personas naturales', COMMON_PAGE_STATES)
