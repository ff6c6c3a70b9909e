/** Whom a message greets: a person by first names, an organisation by its name; null where the account has neither. */
export type Addressee = string | { organizacion: string } | null
