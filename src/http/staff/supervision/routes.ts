import type { Services } from '../../services.ts'
import type { StaffRouter } from '../access.ts'
import { bitacoraRoutes } from './bitacora.ts'
import { limitesRoutes } from './limites.ts'

/** What supervisors see and open, besides what whoever answers calls does. */
export const supervisionRoutes = (services: Services): StaffRouter[] => [
  bitacoraRoutes(services),
  limitesRoutes(services),
]
