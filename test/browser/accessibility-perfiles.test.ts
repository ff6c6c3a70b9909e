import { describeAccessibility } from './accessibility.ts'
import { PERFIL_PAGE_STATES } from './states/states.ts'

// Beside those of the natural person: two files are worked on at a time.
describeAccessibility('of the other profiles', PERFIL_PAGE_STATES)
