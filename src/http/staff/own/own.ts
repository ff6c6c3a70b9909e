import { endOwnSession } from '../../../application/staff/funcionarios/own-sessions.ts'
import { paths } from '../../../domain/urls.ts'
import type { Services } from '../../services.ts'
import type { SessionStack } from '../../session/session-stack.ts'
import { StaffRouter } from '../access.ts'
import { consoleContext, funcionarioOf } from '../context.ts'
import { mountRecoveryCodes } from '../ingreso/show-codes.ts'
import { mountStaffButton, mountStaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { codigosForm, contrasenaForm } from './access-forms.ts'
import { otraVezForm } from './otra-vez.ts'
import { atajosForm, endAllForm, endOneForm, ownPage } from './own-page.ts'

/** What whoever is signed in does with their own session. */
export function ownRoutes(services: Services, sessions: SessionStack): StaffRouter {
  const routes = new StaffRouter()
  mountStaffForm(routes, services, otraVezForm(services))
  staffPage(routes, services, ownPage(services, sessions))
  mountStaffForm(routes, services, contrasenaForm(services))
  mountStaffForm(routes, services, codigosForm(services))
  mountRecoveryCodes(routes, services, 'own')
  mountStaffButton(routes, services, endOneForm(services))
  mountStaffButton(routes, services, endAllForm(services))
  mountStaffButton(routes, services, atajosForm(services))

  // A second press has the same outcome: there is nothing else to end, nor anybody to record it of.
  const salir = { url: paths.console.salir, power: 'nobody', audit: ['sesion_terminada'] } as const
  routes.declare(salir, 'post')
  routes.router.post(salir.url, async (req, res) => {
    if (funcionarioOf(res))
      await endOwnSession(services.deps, consoleContext(req, services), sessions.storedId(req))
    await sessions.end(req, res)
    res.set('Clear-Site-Data', '"cache"')
    res.redirect(303, paths.console.ingresar)
  })
  return routes
}
