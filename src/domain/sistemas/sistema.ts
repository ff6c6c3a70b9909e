/** Another system that signs people in with us: an OpenID client (product.md “Other systems”). */
import type { Scope } from './scopes.ts'

/** SENCE's own never ask for consent. */
export const SISTEMA_TIPOS = ['propio', 'tercero'] as const
/** client_secret_basic, client_secret_post, or none: a public client, of which PKCE is demanded. */
export const AUTENTICACIONES = ['basic', 'post', 'ninguna'] as const

/** A client_secret. Only its fingerprint is kept: whoever asked for it saw it once. */
export interface Secreto {
  /** HMAC, see `verifySecreto`. */
  hash: string
  createdAt: Date
  /** Of a former one: until when it still works. */
  expiresAt: Date | null
}

/** What its people choose. */
export interface SistemaTerms {
  /** Shown to persons: “Volver a <nombre>”, “<nombre> pide …”. */
  nombre: string
  tipo: (typeof SISTEMA_TIPOS)[number]
  /** Compared as text, character by character. */
  redirectUris: readonly string[]
  postLogoutUris: readonly string[]
  /** Where `?volver=` and the sign-out in ClaveÚnica's shape may lead. */
  volverOrigins: readonly string[]
  scopes: readonly Scope[]
  autenticacion: (typeof AUTENTICACIONES)[number]
  backchannelLogoutUri: string | null
}

export interface Sistema extends SistemaTerms {
  /** Its client_id: random, URL-safe. */
  id: string
  estado: 'activo' | 'suspendido'
  /** The newest first. */
  secretos: readonly Secreto[]
  /**
   * What pairwise subjects are made with: systems of one sector know a person by the same `sub`. Random, and never
   * changed: all its people would be strangers.
   */
  sector: string
  /** Of its picture's content; null without one. */
  logoHash: string | null
  createdAt: Date
  createdBy: string
  version: number
}

/** Names that people could not tell apart are the same. */
export const nombreKey = (nombre: string): string =>
  nombre
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** The secrets that work at a moment. */
export const liveSecretos = ({ secretos }: Pick<Sistema, 'secretos'>, now: Date): Secreto[] =>
  secretos.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)

/** Puts a new secret first; those that work until now go on for a while, never for longer than they had. */
export const rotateSecretos = (
  sistema: Pick<Sistema, 'secretos'>,
  hash: string,
  { now, until }: { now: Date; until: Date },
): Secreto[] => [
  { hash, createdAt: now, expiresAt: null },
  ...(until > now ? liveSecretos(sistema, now) : []).map((former) => ({
    ...former,
    expiresAt: former.expiresAt && former.expiresAt < until ? former.expiresAt : until,
  })),
]
