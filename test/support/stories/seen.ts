/** What people can do to the product and what they see of it: all that stories and their oracle know. */

export const PEOPLE = ['owner', 'thief', 'stranger'] as const
export type Person = (typeof PEOPLE)[number]

/** One link or code, as it lies in a mailbox. */
export interface Letter {
  to: string
  kind: 'confirm' | 'recover' | 'back' | 'noFuiYo' | 'codigo' | 'object' | 'activate'
  /** The link's address, or the code. */
  value: string
  /** For how many minutes it says that it lives, when not as long as others of its kind. */
  lives?: number
}

/** What a page shows after something was sent. */
export type Shown =
  /** The next form of a process. `asksRespuesta`: it asks for a new question too. */
  | { page: 'form'; solicitud: string; asksRespuesta?: boolean }
  /** A temporary key. */
  | { page: 'key'; key: string }
  /** What was asked for was done. `at`: when a confirmed mailbox becomes the account's. */
  | { page: 'done'; at?: 'once' | 'later' | 'never' }
  /** “No fui yo” undid a registration. */
  | { page: 'erased' }
  /** “No fui yo”, or an objection, froze the account. */
  | { page: 'frozen'; wayBack: 'mail' | 'staff' }
  /** “No fui yo” in a mailbox that the account left: the call centre looks. */
  | { page: 'left' }
  /** The process cannot go on. `caso`: the page gives a number that staff find. */
  | { page: 'stop'; caso: boolean }
  /** Another link comes by itself after so many minutes. */
  | { page: 'waits'; minutes: number }
  /** Two people let what the papers say take effect after so many minutes. */
  | { page: 'granted'; minutes: number }
  | { page: 'refused' }
  /** The link or the process is over. */
  | { page: 'gone' }

export interface Registration {
  clave: string
  respuesta: string
  mailbox: string
}

/** A product in which one account can be made. */
export interface Product {
  register(who: Person, registration: Registration): Promise<Shown>
  /** Paso 1 of Cambiar, with a CS or a temporary key. */
  enter(who: Person, secret: string): Promise<Shown>
  /** Paso 2 of Cambiar. */
  choose(who: Person, solicitud: string, clave: string, respuesta: string): Promise<Shown>
  /** Recuperar with the answer. */
  answer(who: Person, respuesta: string): Promise<Shown>
  /** “No recuerdo la respuesta”. */
  askLink(who: Person): Promise<Shown>
  /** The button on the page of a link; what is typed there, where it asks for more. */
  press(who: Person, letter: Letter, typed: Typed): Promise<Shown>
  /** Paso 1 of Actualizar, for who knows the data. */
  validate(who: Person, mailbox: string): Promise<Shown>
  proveRespuesta(who: Person, solicitud: string, respuesta: string): Promise<Shown>
  askCodigo(who: Person, solicitud: string): Promise<Shown>
  proveCodigo(who: Person, solicitud: string, codigo: string): Promise<Shown>
  /** Paso 3 of Actualizar. */
  update(who: Person, solicitud: string, changes: Changes): Promise<Shown>
  /** Staff, who were called; by mistake, perhaps. */
  freeze(): Promise<Shown>
  /** A supervisor, for whom that was a mistake. */
  undoFreeze(): Promise<Shown>
  /** Staff, once somebody showed their papers. */
  unfreeze(): Promise<Shown>
  /** One of the staff asks for what takes two, for who showed them their papers. */
  askOrden(by: string, asked: AskedOrden): Promise<Shown>
  /** Another grants the one that is open, as they see the account. */
  grantOrden(by: string): Promise<Shown>
  /** Cancels the pending change that the pages of a process show. */
  cancel(who: Person, solicitud: string): Promise<Shown>
  /** The next thing happens a second later. */
  tick(): void
  wait(minutes: number): Promise<void>
  /** What came to mailboxes since it was asked last. */
  letters(): Promise<Letter[]>
}

/** What a person types on the page of a link that proves nothing alone. */
export interface Typed {
  clave: string | null
  respuesta: string | null
}

/** `liberar`: the account is to end. `invitar`: a link with which to take it goes to that mailbox. */
export interface AskedOrden {
  kind: 'liberar' | 'invitar'
  mailbox: string | null
}

export interface Changes {
  mailbox?: string
  respuesta?: string
}
