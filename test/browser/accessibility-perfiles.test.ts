import { describeAccessibility } from './accessibility.ts'
import { PERFIL_PAGE_STATES } from './states/states.ts'

// A separate file, so that vitest runs both in parallel.
describeAccessibility('of the other perfiles', PERFIL_PAGE_STATES)
