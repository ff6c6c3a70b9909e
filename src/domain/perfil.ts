/** Kinds of account holder (product.md “Profiles”). An account is unique by perfil and identificador. */
export const PERFILES = ['natural', 'juridica', 'migrante', 'facilitador'] as const
export type Perfil = (typeof PERFILES)[number]

/** What a person can do about their own Clave SENCE without signing in. */
export const OPERACIONES = ['registrar', 'recuperar', 'cambiar', 'actualizar'] as const
export type Operacion = (typeof OPERACIONES)[number]

/** What an OTEC can do about its foreign facilitators, by URL path (product.md “Facilitador”). */
export const OTEC_OPERACIONES = ['facilitador/solicitar', 'facilitador/recuperar'] as const
export type OtecOperacion = (typeof OTEC_OPERACIONES)[number]

/** All operations that are tramites. */
export type TramiteOperacion = Operacion | OtecOperacion

/** Who is registered by phone: an organisation registers itself, with its representative. */
export type PhonePerfil = Extract<Perfil, 'natural' | 'migrante'>
