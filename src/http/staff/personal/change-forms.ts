import type { Request } from 'express'
import {
  type ChangeFuncionarioResult,
  changeRol,
  STAFF_CHANGES,
  suspendFuncionario,
} from '../../../application/staff/funcionarios/change-funcionario.ts'
import { endSessionsOf } from '../../../application/staff/funcionarios/end-sessions.ts'
import {
  readFuncionario,
  type ShownFuncionario,
} from '../../../application/staff/funcionarios/read-funcionarios.ts'
import type { FormContent } from '../../../domain/forms/form-content.ts'
import { PERSONAL_FORMS } from '../../../domain/forms/personal-forms.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import type { Parts } from '../../../domain/parts.ts'
import { ROL_NAMES } from '../../../domain/staff/rol-names.ts'
import { ROLES } from '../../../domain/staff/roles.ts'
import { aboutFuncionario, funcionarioUrl, paths } from '../../../domain/urls.ts'
import type { FormPage, Loaded } from '../../forms/form.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam, sentText } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { ConsoleContext } from '../context.ts'
import type { StaffForm } from '../staff-form.ts'
import type { TOLD } from './pages.ts'

/** Somebody's role. */
export function rolForm({ deps }: Services): StaffForm<ShownFuncionario, typeof PERSONAL_FORMS.rol.content> {
  return {
    ...aboutPerson(deps, paths.console.rolFuncionario, PERSONAL_FORMS.rol),
    power: 'administrar_personal',
    audit: ['rol_cambiado'],
    view: (person) => ({ ...pageOf(person), initialValues: { rol: person.rol } }),
    async submit({ req, context, state: { id }, values }) {
      const rol = ROLES.find((one) => one === values.rol)
      if (!rol) return refuse('opcion_invalida', 'rol')
      return ended(req, id, 'rol', await changeRol(deps, context, { id }, rol))
    },
  }
}

/** Ends somebody's access. */
export function suspenderForm({ deps }: Services): StaffForm<ShownFuncionario> {
  return {
    ...aboutPerson(deps, paths.console.suspenderFuncionario, PERSONAL_FORMS.suspender),
    power: 'administrar_personal',
    audit: ['funcionario_suspendido'],
    submit: async ({ req, context, state: { id } }) =>
      ended(req, id, 'suspendido', await suspendFuncionario(deps, context, { id })),
  }
}

/** Ends a session of theirs, or all; they sign in again as before. A second press finds none. */
export const endSessionsForm = ({ deps }: Services): StaffForm<undefined> => ({
  url: paths.console.endSessions,
  power: 'administrar_personal',
  audit: ['sesion_terminada'],
  heading: { title: 'Cerrar sus sesiones', back: paths.console.personal },
  content: { sections: [], button: 'Cerrar' },
  hiddenFields: ['funcionario', 'session'],
  load: () => ({ ok: true, state: undefined }),
  async submit({ req, context }) {
    const id = sentText(req.body, 'funcionario')
    const session = sentText(req.body, 'session') || undefined
    return ended(req, id, 'sessions', await endSessionsOf(deps, context, { id, session }))
  },
})

/** What a form about somebody of the staff has in common with any other. */
export const aboutPerson = <C extends FormContent>(
  deps: Services['deps'],
  url: Parameters<typeof aboutFuncionario>[0],
  { title, opening, content }: { title: string; opening: readonly Parts[]; content: C },
) => ({
  url,
  heading: { title, opening, back: paths.console.personal },
  content,
  hiddenFields: ['funcionario'],
  async load(req: Request, context: ConsoleContext): Promise<Loaded<ShownFuncionario>> {
    const sheet = await readFuncionario(deps, context, { id: requestParam(req, 'funcionario') })
    return sheet ? { ok: true, state: sheet.funcionario } : { ok: false, error: new HttpError(404) }
  },
  // ●: shown again for changes of the staff, whoever they are about.
  renews: ({ id }: ShownFuncionario) => ({ llamada: STAFF_CHANGES, url: aboutFuncionario(url, id) }),
  view: pageOf,
})

const pageOf = ({ id, nombre, rol, email }: ShownFuncionario): FormPage => ({
  hiddenFields: { funcionario: id },
  back: funcionarioUrl(id),
  list: { title: nombre, empty: '', items: [{ title: email, details: [ROL_NAMES[rol]] }] },
})

const REFUSALS: Partial<Record<ChangeFuncionarioResult, Refused>> = {
  misma_persona: refuse('funcionario_propio'),
  mismo_rol: refuse('mismo_rol', 'rol'),
  ultimo_administrador: refuse('ultimo_administrador'),
  segundo_factor: refuse('segundo_factor'),
  ya_no_administra: refuse('ingreso_vencido'),
}

/** Whoever is suspended already is so now too: the second press of the button. */
function ended(
  req: Request,
  id: string,
  told: keyof typeof TOLD,
  result: ChangeFuncionarioResult,
): Result<string> {
  if (result === 'no_existe') throw new HttpError(404)
  const refused = REFUSALS[result]
  if (refused) return refused
  req.session.told = told
  return ok(funcionarioUrl(id))
}
