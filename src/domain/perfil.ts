/** Who holds an account (PRODUCT “The profiles”). An account is unique by perfil and identificador. */
export const PERFILES = ['natural', 'juridica', 'migrante', 'facilitador'] as const
export type Perfil = (typeof PERFILES)[number]

/** What a person can do with a Clave SENCE without signing in. */
export const OPERACIONES = ['registrar', 'recuperar', 'cambiar', 'actualizar'] as const
export type Operacion = (typeof OPERACIONES)[number]
