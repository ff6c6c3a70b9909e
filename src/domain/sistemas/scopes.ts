/** What a system may ask to know of a person (product.md “Other systems”). */
import type { Perfil } from '../perfil.ts'

/** Each scope, and what it gives of anybody; consent says it in the words of whoever is asked ({@link scopeText}). */
export const SCOPE_TEXTS = {
  openid: 'saber que es usted, con un código que no es su RUT, y si su identidad está verificada',
  run: 'su RUN o RUT',
  rut: 'su RUN o RUT',
  name: 'su nombre',
  email: 'su correo',
  profile: 'su nombre y cuándo actualizó sus datos',
  offline_access: 'seguir viendo estos datos cuando usted no está conectado',
  organismo: 'la razón social y el tipo de su organización, y cómo se comprobó quién es',
  representante: 'el RUT del representante legal de su organización',
  migrante: 'el número de su documento extranjero y su país',
  facilitador: 'su documento extranjero y su país; de un facilitador, también los RUT de sus OTEC',
} as const

export type Scope = keyof typeof SCOPE_TEXTS
export const SCOPES = Object.keys(SCOPE_TEXTS) as Scope[]

export const isScope = (text: string): text is Scope => Object.hasOwn(SCOPE_TEXTS, text)

const WITHOUT_RUT = { run: 'su RUT, si llega a tener uno', rut: 'su RUT, si llega a tener uno' }
const NO_ORGANISATION = { organismo: null, representante: null }

/** Where a profile's words are others; null where the scope gives nothing of it. */
const TEXTS_OF: Record<Perfil, Partial<Record<Scope, string | null>>> = {
  natural: { run: 'su RUT', rut: 'su RUT', ...NO_ORGANISATION, migrante: null, facilitador: null },
  juridica: {
    openid: 'saber que es su organización, con un código que no es su RUT, y si está verificada',
    run: 'el RUT de su organización',
    rut: 'el RUT de su organización',
    name: 'el nombre de su organización',
    email: 'el correo de su organización',
    profile: 'el nombre de su organización y cuándo actualizó sus datos',
    migrante: null,
    facilitador: null,
  },
  migrante: { ...WITHOUT_RUT, ...NO_ORGANISATION, facilitador: SCOPE_TEXTS.migrante },
  facilitador: {
    ...WITHOUT_RUT,
    ...NO_ORGANISATION,
    facilitador: 'el número de su documento extranjero, su país y los RUT de sus OTEC',
  },
}

/** What a scope gives of somebody; null for nothing. */
export const scopeText = (scope: Scope, perfil: Perfil): string | null =>
  scope in TEXTS_OF[perfil] ? (TEXTS_OF[perfil][scope] ?? null) : SCOPE_TEXTS[scope]
