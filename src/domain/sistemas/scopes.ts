/** What a system may ask to know of a person (product.md “Other systems”). */

/** Each scope, and how consent says it: “<nombre> pide …”. */
export const SCOPE_TEXTS = {
  openid: 'saber que es usted, con un código que no es su RUT',
  run: 'su RUN o RUT',
  rut: 'su RUN o RUT',
  name: 'su nombre',
  email: 'su correo',
  profile: 'su nombre, y si su identidad está verificada',
  offline_access: 'seguir en contacto con Clave Sence cuando usted no está conectado',
  organismo: 'la razón social y el tipo de su organización',
  representante: 'el RUT del representante legal de su organización',
  migrante: 'el número de su documento extranjero y su país',
  facilitador: 'el RUT de la OTEC de la que es facilitador',
} as const

export type Scope = keyof typeof SCOPE_TEXTS
export const SCOPES = Object.keys(SCOPE_TEXTS) as Scope[]

export const isScope = (text: string): text is Scope => Object.hasOwn(SCOPE_TEXTS, text)
