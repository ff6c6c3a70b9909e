import type { Request } from 'express'
import { registerByPhone } from '../../../application/staff/acciones/register-by-phone.ts'
import { REGISTER_BY_PHONE } from '../../../domain/forms/phone-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { REGISTER_WORDS } from '../../../domain/pages/phone-words.ts'
import type { PhonePerfil } from '../../../domain/perfil.ts'
import { ACCIONES } from '../../../domain/staff/acciones.ts'
import { foundUrl, paths, registrarUrl, resumenUrl } from '../../../domain/urls.ts'
import { IDENTIFICADOR_FIELD } from '../../../domain/values/identificador.ts'
import type { FormPage } from '../../forms/form.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'
import { type FromSearch, loadFromSearch } from './from-search.ts'

const AUDIT = ['cuenta_creada', 'caso_abierto', 'llamada_terminada'] as const

/** What the forms of both perfiles share. */
const shared = ({ deps }: Services, perfil: PhonePerfil) => ({
  power: ACCIONES.registrar.power,
  audit: AUDIT,
  heading: { title: REGISTER_WORDS[perfil].title, back: paths.console.buscar },
  hiddenFields: ['busqueda', 'vez'],
  load: (req: Request) => loadFromSearch(req, deps),
  view({ ref, text, named, page }: FromSearch): FormPage {
    const { opening, other } = REGISTER_WORDS[perfil]
    return {
      opening: opening.map((text) => [{ text }]),
      hiddenFields: { busqueda: ref, vez: page },
      ...(named?.perfil === perfil && { initialValues: { [IDENTIFICADOR_FIELD[perfil]]: named.text } }),
      ...(text !== undefined && { back: foundUrl(ref) }),
      alternatives: [
        { text: other.text, url: registrarUrl(other.perfil, text === undefined ? undefined : ref) },
      ],
    }
  },
})

/** Registers a natural person as they dictate. */
export const registerNaturalForm = (
  services: Services,
): StaffForm<FromSearch, typeof REGISTER_BY_PHONE.natural> => ({
  ...shared(services, 'natural'),
  url: paths.console.acciones.registrar,
  content: REGISTER_BY_PHONE.natural,
  async submit({ context, values, form }) {
    const data = { ...values, perfil: 'natural' as const }
    const done = await registerByPhone(services.deps, context, { data, form })
    return done.ok ? ok(resumenUrl(done.value)) : done
  },
})

/** Registers a migrant as they dictate. */
export const registerMigranteForm = (
  services: Services,
): StaffForm<FromSearch, typeof REGISTER_BY_PHONE.migrante> => ({
  ...shared(services, 'migrante'),
  url: paths.console.registrarMigrante,
  content: REGISTER_BY_PHONE.migrante,
  async submit({ context, values, form }) {
    const data = { ...values, perfil: 'migrante' as const }
    const done = await registerByPhone(services.deps, context, { data, form })
    return done.ok ? ok(resumenUrl(done.value)) : done
  },
})
