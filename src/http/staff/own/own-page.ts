import {
  endOwnSession,
  endOwnSessions,
  listOwnSessions,
} from '../../../application/staff/funcionarios/own-sessions.ts'
import { setAtajos } from '../../../application/staff/funcionarios/set-atajos.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { ROL_NAMES } from '../../../domain/staff/rol-names.ts'
import { paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { sentText } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { SessionStack } from '../../session/session-stack.ts'
import type { StaffForm } from '../staff-form.ts'
import type { StaffPage } from '../staff-page.ts'

/** What is one's own: where one is signed in, and settings. */
export const ownPage = ({ deps }: Services, sessions: SessionStack): StaffPage => ({
  url: paths.console.own,
  power: 'signed_in',
  audit: 'nothing',
  async show(req, context) {
    const own = await listOwnSessions(deps, context)
    const { toldOfOwn } = req.session
    delete req.session.toldOfOwn
    return {
      view: 'own',
      model: {
        told: toldOfOwn && 'Cambió su contraseña. Sus otras sesiones terminaron.',
        rol: ROL_NAMES[context.actor.rol],
        sessions: own.map(({ idFingerprint, network, startedAt }) => ({
          id: idFingerprint,
          network,
          since: startedAt ? formatMoment(startedAt) : '',
          isThis: idFingerprint === sessions.storedId(req),
        })),
      },
    }
  },
})

/** What the buttons of that page have in common. */
const BUTTON = {
  power: 'signed_in',
  heading: { title: 'Mi sesión', back: paths.console.own },
  content: { sections: [], button: '' },
  load: () => ({ ok: true, state: undefined }),
} as const satisfies Partial<StaffForm<undefined>>

/** Ends one of one's own sessions, wherever it is. */
export const endOneForm = ({ deps }: Services): StaffForm<undefined> => ({
  ...BUTTON,
  url: paths.console.endOne,
  audit: ['sesion_terminada'],
  hiddenFields: ['id'],
  async submit({ req, context }) {
    await endOwnSession(deps, context, sentText(req.body, 'id'))
    return ok(paths.console.own)
  },
})

/** Signs out everywhere, here too. */
export const endAllForm = ({ deps }: Services): StaffForm<undefined> => ({
  ...BUTTON,
  url: paths.console.endAll,
  audit: ['sesion_terminada'],
  async submit({ context }) {
    await endOwnSessions(deps, context)
    return ok(paths.console.ingresar)
  },
})

/** Turns single keys on or off. */
export const atajosForm = ({ deps }: Services): StaffForm<undefined> => ({
  ...BUTTON,
  url: paths.console.atajos,
  audit: 'nothing',
  hiddenFields: ['atajos'],
  async submit({ req, context }) {
    await setAtajos(deps, context.actor, sentText(req.body, 'atajos') === 'si')
    return ok(paths.console.own)
  },
})
