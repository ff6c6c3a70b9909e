import type { Request } from 'express'
import type { Deps } from '../../../application/ports.ts'
import { findActivacion, openActivation } from '../../../application/staff/funcionarios/activaciones.ts'
import type { TotpSetup } from '../../../application/staff/funcionarios/activate.ts'
import {
  confirmTotp,
  readTotpSetup,
  setContrasena,
} from '../../../application/staff/funcionarios/activate.ts'
import { INGRESO_FORMS } from '../../../domain/forms/ingreso-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { activationExpiredPage } from '../../../domain/pages/console-pages.ts'
import { paths } from '../../../domain/urls.ts'
import type { Loaded } from '../../forms/form.ts'
import type { Services } from '../../services.ts'
import { renewSession, saveSession } from '../../session/session.ts'
import type { StaffRouter } from '../access.ts'
import { orElsewhere } from '../elsewhere.ts'
import { type EntranceForm, mountEntranceForm } from '../entrance-form.ts'
import { qrOf } from './qr.ts'
import { mountRecoveryCodes, rememberCodes } from './show-codes.ts'

/** From the link that whoever made them sent, to recovery codes that are shown once. */
export function mountActivacion(to: StaffRouter, services: Services): void {
  const { deps } = services
  to.declare({ url: paths.console.enlace, power: 'nobody', audit: 'nothing' }, 'get')
  to.router.get(paths.console.enlace, async (req, res) => {
    const open = await openActivation(deps, req.params.ficha)
    if (!open) return res.redirect(303, paths.console.enlaceVencido)
    // Whoever was signed in here is not the one who activates.
    await renewSession(req)
    req.session.activacion = open.activacion.id
    await saveSession(req)
    res.redirect(303, paths.console.activar)
  })

  const expired = { url: paths.console.enlaceVencido, power: 'nobody', audit: 'nothing' } as const
  to.declare(expired, 'get')
  to.router.get(expired.url, (_req, res) => res.status(410).render('console/error', activationExpiredPage()))

  mountEntranceForm(to, services, contrasenaForm(services))
  mountEntranceForm(to, services, telefonoForm(services))
  mountRecoveryCodes(to, services, 'activar')
}

const PASOS = 3

/** Step 1: the password, twice. */
function contrasenaForm({ deps }: Services): EntranceForm<string, typeof INGRESO_FORMS.activar.content> {
  const { title, content } = INGRESO_FORMS.activar
  return {
    url: paths.console.activar,
    power: 'nobody',
    audit: 'nothing',
    heading: { title, progress: { paso: 1, of: PASOS }, back: '' },
    content,
    load: (req) => ofLink(deps, req),
    async submit({ context, state, values }) {
      const set = await setContrasena(deps, context, { activacionId: state, contrasena: values.contrasena })
      return set.ok ? ok(paths.console.activarTelefono) : set
    },
  }
}

interface Setup extends TotpSetup {
  activacionId: string
}

/** Step 2: an authenticator reads the QR, or the key is typed there; its first code ends the activation. */
function telefonoForm({ deps }: Services): EntranceForm<Setup, typeof INGRESO_FORMS.telefono.content> {
  const { title, content } = INGRESO_FORMS.telefono
  return {
    url: paths.console.activarTelefono,
    power: 'nobody',
    audit: ['funcionario_activado'],
    heading: { title, progress: { paso: 2, of: PASOS }, back: paths.console.activar },
    content,
    async load(req) {
      const loaded = await ofLink(deps, req)
      if (!loaded.ok) return loaded
      const setup = await readTotpSetup(deps, loaded.state)
      return orElsewhere(setup && { ...setup, activacionId: loaded.state }, paths.console.activar)
    },
    view: ({ uri, secret }) => ({
      template: {
        name: 'console/telefono',
        model: { qr: qrOf(uri), secret: secret.replace(/(.{4})(?=.)/g, '$1 ') },
      },
    }),
    async submit({ req, context, state: { activacionId }, values: { codigo } }) {
      const codes = await confirmTotp(deps, context, { activacionId, codigo })
      if (!codes.ok) return codes
      await renewSession(req)
      await rememberCodes(deps, req, codes.value)
      return ok(paths.console.activarCodigos)
    },
  }
}

/** The link that this session opened, as long as it works. */
async function ofLink(deps: Deps, { session }: Request): Promise<Loaded<string>> {
  const { activacion } = session
  const works = activacion && (await findActivacion(deps, activacion))
  return orElsewhere(works ? activacion : undefined, paths.console.enlaceVencido)
}
