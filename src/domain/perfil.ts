/** Who holds an account (product.md “Profiles”). An account is unique by perfil and identificador. */
export const PERFILES = ['natural', 'juridica', 'migrante', 'facilitador'] as const
export type Perfil = (typeof PERFILES)[number]

/** What a person can do with a Clave SENCE without signing in. */
export const OPERACIONES = ['registrar', 'recuperar', 'cambiar', 'actualizar'] as const
export type Operacion = (typeof OPERACIONES)[number]

/** What an OTEC does about its foreign facilitators, by the last parts of the address (product.md “Facilitador”). */
export const OTEC_OPERACIONES = ['facilitador/solicitar', 'facilitador/recuperar'] as const
export type OtecOperacion = (typeof OTEC_OPERACIONES)[number]

/** Everything that is a tramite: what a person does for its own account, and an OTEC for its facilitators. */
export type TramiteOperacion = Operacion | OtecOperacion
