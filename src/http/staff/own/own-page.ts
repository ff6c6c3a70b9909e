import { setAtajos } from '../../../application/staff/funcionarios/set-atajos.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { ROL_NAMES } from '../../../domain/staff/rol-names.ts'
import { paths } from '../../../domain/urls.ts'
import { sentText } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'
import type { StaffPage } from '../staff-page.ts'

/** What is one's own: where one is signed in, and settings. */
export const ownPage = (): StaffPage => ({
  url: paths.console.own,
  power: 'signed_in',
  audit: 'nothing',
  show: (_req, { actor }) => ({ view: 'own', model: { rol: ROL_NAMES[actor.rol] } }),
})

/** The button that turns single keys on or off. */
export const atajosForm = ({ deps }: Services): StaffForm<undefined> => ({
  url: paths.console.atajos,
  power: 'signed_in',
  audit: 'nothing',
  heading: { title: 'Atajos de teclado', back: paths.console.own },
  content: { sections: [], button: 'Cambiar' },
  hiddenFields: ['atajos'],
  load: () => ({ ok: true, state: undefined }),
  async submit({ req, context }) {
    await setAtajos(deps, context.actor, sentText(req.body, 'atajos') === 'si')
    return ok(paths.console.own)
  },
})
