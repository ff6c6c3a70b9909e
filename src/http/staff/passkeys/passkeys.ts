import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountEntranceForm } from '../entrance-form.ts'
import { mountStaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { registerForm, removeForm, renameForm } from './own-forms.ts'
import { passkeysPage } from './own-page.ts'
import { otraVezPasskeyForm, passkeyForm } from './show-forms.ts'

/** Passkeys of staff: entering with one, showing it again, and one's own. */
export function passkeyRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  mountEntranceForm(routes, services, passkeyForm(services))
  mountStaffForm(routes, services, otraVezPasskeyForm(services))
  staffPage(routes, services, passkeysPage(services))
  mountStaffForm(routes, services, registerForm(services))
  mountStaffForm(routes, services, renameForm(services))
  mountStaffForm(routes, services, removeForm(services))
  return routes
}
