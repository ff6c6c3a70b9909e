import type { Request } from 'express'
import { SISTEMA_CHANGES } from '../../../application/staff/sistemas/change-one.ts'
import {
  changeSistema,
  resumeSistema,
  rotateSecreto,
  suspendSistema,
} from '../../../application/staff/sistemas/change-sistema.ts'
import { createSistema } from '../../../application/staff/sistemas/create-sistema.ts'
import { readSistema } from '../../../application/staff/sistemas/read-sistemas.ts'
import type { FormContent } from '../../../domain/forms/form-content.ts'
import { SISTEMA_FORMS } from '../../../domain/forms/sistema-forms.ts'
import { ok, type Result } from '../../../domain/outcome/result.ts'
import type { Parts } from '../../../domain/parts.ts'
import { aboutSistema, sistemaUrl } from '../../../domain/sistema-urls.ts'
import type { Sistema } from '../../../domain/sistemas/sistema.ts'
import { paths } from '../../../domain/urls.ts'
import type { FormPage, Loaded } from '../../forms/form.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam, sentText } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { ConsoleContext } from '../context.ts'
import type { StaffForm } from '../staff-form.ts'
import { rememberSecret } from './secret-page.ts'
import { besideFields, termsIn, typedOf } from './typed.ts'

type Forms = typeof SISTEMA_FORMS

/** ● Registers one; the next page shows its secret. */
export function registrarForm(services: Services): StaffForm<undefined, Forms['registrar']['content']> {
  const { title, opening, content } = SISTEMA_FORMS.registrar
  return {
    url: paths.console.registrarSistema,
    power: 'administrar_sistemas',
    audit: ['sistema_creado'],
    heading: { title, opening, back: paths.console.sistemas },
    content,
    load: () => ({ ok: true, state: undefined }),
    renews: () => ({ llamada: SISTEMA_CHANGES, url: paths.console.registrarSistema }),
    view: () => ({ initialValues: { formaSecreto: 'basic' } }),
    async submit({ req, context, values }) {
      const asked = { terms: termsIn(values), sector: values.mismoSector, logo: null }
      const made = await createSistema(services.deps, context, asked)
      return made.ok ? ok(await rememberSecret(services, req, made.value)) : besideFields(made)
    },
  }
}

/** ● Changes all that may be changed. */
export function cambiarForm({ deps }: Services): StaffForm<Sistema, Forms['cambiar']['content']> {
  return {
    ...aboutOne(deps, paths.console.cambiarSistema, SISTEMA_FORMS.cambiar),
    audit: ['sistema_cambiado'],
    view: (sistema) => ({ ...pageOf(sistema), initialValues: typedOf(sistema) }),
    async submit({ req, context, state: { id }, values }) {
      const seen = Number(sentText(req.body, 'version'))
      const which = { id, version: seen }
      return told(req, id, 'cambiado', await changeSistema(deps, context, which, { terms: termsIn(values) }))
    },
  }
}

/** ● Its picture. */
export function logoForm({ deps }: Services): StaffForm<Sistema, Forms['logo']['content']> {
  return {
    ...aboutOne(deps, paths.console.logoSistema, SISTEMA_FORMS.logo),
    audit: ['sistema_cambiado'],
    async submit({ req, context, state: { id }, values: { logoSistema } }) {
      const changes = { terms: {}, logo: logoSistema.bytes }
      return told(req, id, 'cambiado', await changeSistema(deps, context, { id }, changes))
    },
  }
}

/** ● Another secret, which the next page shows. A second press gives one more, and shows that. */
export function rotarForm(services: Services): StaffForm<Sistema, Forms['rotar']['content']> {
  return {
    ...aboutOne(services.deps, paths.console.rotarSecreto, SISTEMA_FORMS.rotar),
    audit: ['sistema_secreto_rotado'],
    view: (sistema) => ({ ...pageOf(sistema), initialValues: { traslape: '24' } }),
    async submit({ req, context, state: { id }, values }) {
      const rotated = await rotateSecreto(services.deps, context, { id }, Number(values.traslape))
      return rotated.ok ? ok(await rememberSecret(services, req, rotated.value)) : rotated
    },
  }
}

/** ● Nobody signs in there. */
export const suspenderForm = ({ deps }: Services): StaffForm<Sistema> => ({
  ...aboutOne(deps, paths.console.suspenderSistema, SISTEMA_FORMS.suspender),
  audit: ['sistema_suspendido'],
  submit: async ({ req, context, state: { id } }) =>
    told(req, id, 'suspendido', await suspendSistema(deps, context, { id })),
})

/** ● They do again. */
export const reanudarForm = ({ deps }: Services): StaffForm<Sistema> => ({
  ...aboutOne(deps, paths.console.reanudarSistema, SISTEMA_FORMS.reanudar),
  audit: ['sistema_reanudado'],
  submit: async ({ req, context, state: { id } }) =>
    told(req, id, 'reanudado', await resumeSistema(deps, context, { id })),
})

/** What forms about one system have in common. */
const aboutOne = <C extends FormContent>(
  deps: Services['deps'],
  url: Parameters<typeof aboutSistema>[0],
  { title, opening, content }: { title: string; opening: readonly Parts[]; content: C },
) => ({
  url,
  power: 'administrar_sistemas' as const,
  heading: { title, opening, back: paths.console.sistemas },
  content,
  hiddenFields: ['sistema', 'version'],
  async load(req: Request, context: ConsoleContext): Promise<Loaded<Sistema>> {
    const sistema = await readSistema(deps, context, requestParam(req, 'sistema'))
    return sistema ? { ok: true, state: sistema } : { ok: false, error: new HttpError(404) }
  },
  // ●: shown again for changes of the systems, whichever they are about.
  renews: ({ id }: Sistema) => ({ llamada: SISTEMA_CHANGES, url: aboutSistema(url, id) }),
  view: pageOf,
})

const pageOf = ({ id, nombre, version }: Sistema): FormPage => ({
  hiddenFields: { sistema: id, version: String(version) },
  back: sistemaUrl(id),
  list: { title: nombre, empty: '', items: [{ title: id, details: [] }] },
})

/** Whatever is so already is so now too: the second press of the button. */
function told(
  req: Request,
  id: string,
  what: NonNullable<Request['session']['toldOfSistema']>,
  result: Result<Sistema>,
): Result<string> {
  const isAlreadySo =
    !result.ok &&
    result.refusals.some(({ code }) => code === 'sistema_ya_suspendido' || code === 'sistema_ya_activo')
  if (!result.ok && !isAlreadySo) return besideFields(result)
  req.session.toldOfSistema = what
  return ok(sistemaUrl(id))
}
