import { describeAccessibility } from './accessibility.ts'
import { COMMON_PAGE_STATES } from './states/states.ts'

describeAccessibility('of everybody and of the natural person', COMMON_PAGE_STATES)
