import type { Request } from 'express'
import type { Power } from '../../domain/staff/powers.ts'
import type { Funcionario } from './context.ts'

/** The head of every page of the console. */
export interface ShellView {
  entries: { text: string; url: string; current: boolean }[]
}

/** The rooms of the console, in the order of the head, for whom each is. */
const ENTRIES: readonly { text: string; url: string; power?: Power }[] = []

/** The head as whoever is signed in sees it: only what their role opens. */
export const shellFor = ({ powers }: Funcionario, { path }: Pick<Request, 'path'>): ShellView => ({
  entries: ENTRIES.filter(({ power }) => !power || powers.includes(power)).map(({ text, url }) => ({
    text,
    url,
    current: path === url,
  })),
})
