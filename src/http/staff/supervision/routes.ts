import type { Services } from '../../services.ts'
import type { StaffRouter } from '../access.ts'
import { auditRoutes } from './audit.ts'
import { panelRoutes } from './panel.ts'
import { raisedLimitsRoutes } from './raised-limits.ts'

/** What supervisors see and open, besides what whoever answers calls does. */
export const supervisionRoutes = (services: Services): StaffRouter[] => [
  panelRoutes(services),
  auditRoutes(services),
  raisedLimitsRoutes(services),
]
