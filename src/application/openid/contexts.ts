/** Encryption context of what the OpenID provider keeps, bound to its row. */
export const recordContext = (id: string): string => `openid:${id}`

/** The same of a key that signs. */
export const keyContext = (id: string): string => `openid-llave:${id}`
