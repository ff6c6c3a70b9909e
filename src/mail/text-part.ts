import type { Parts } from '../domain/parts.ts'
import type { Block } from './messages/message.ts'

const plain = (parts: Parts): string => parts.map(({ text }) => text).join('')

const BLOCK_RENDERERS: { [C in Block['kind']]: (block: Extract<Block, { kind: C }>) => string } = {
  paragraph: ({ parts }) => plain(parts),
  button: ({ text, url }) => `${text}:\n${url}`,
  link: ({ text, url }) => `${text}:\n${url}`,
  highlight: ({ label, value }) => `${label}: ${value}`,
  list: ({ title, items }) => `${title}:\n${items.map((item) => `- ${item}`).join('\n')}`,
}

type BlockByKind = { [C in Block['kind']]: Extract<Block, { kind: C }> }
const renderBlock = <C extends Block['kind']>(kind: C, block: BlockByKind[C]): string =>
  BLOCK_RENDERERS[kind](block)

/** The text part of a message: everything the HTML says, with each URL on a line of its own. */
export function renderText(parts: {
  greeting: string
  blocks: readonly Block[]
  footer: readonly Parts[]
}): string {
  const body = [parts.greeting, ...parts.blocks.map((block) => renderBlock(block.kind, block))]
  return `${body.join('\n\n')}\n\n--\n${parts.footer.map(plain).join('\n')}\n`
}
