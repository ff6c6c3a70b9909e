/** Compares the rooms of the code with those of the README's tree, which says what may enter each. */

/** Folders in the tree of “Where things are”, with their whole path: `src/http/session`. */
function listedRooms(readme: string): string[] {
  const [, tree = ''] = /^## Where things are$[\s\S]*?^```\n([\s\S]*?)^```/m.exec(readme) ?? []
  const rooms: string[] = []
  const parents: string[] = []
  for (const line of tree.split('\n')) {
    const [, indent = '', names = ''] = /^( *)((?:[\w.-]+\/(?: +|$))+)/.exec(line) ?? []
    const depth = indent.length / 2
    for (const name of names.match(/[\w.-]+(?=\/)/g) ?? []) {
      parents[depth] = name
      rooms.push(parents.slice(0, depth + 1).join('/'))
    }
  }
  return rooms
}

/**
 * Layers of src and their rooms that the README does not list, and whatever it lists that is not there.
 * @param paths of every source.
 * @param readme its text.
 */
export function unmatchedRooms(paths: readonly string[], readme: string): string[] {
  const listed = listedRooms(readme).filter((room) => room.startsWith('src/'))
  const folders = new Set(
    paths.flatMap((path) => {
      const names = path.split('/').slice(0, -1)
      return names.map((_name, depth) => names.slice(0, depth + 1).join('/'))
    }),
  )
  return [
    ...[...folders]
      .filter((folder) => /^src\/[^/]+(\/[^/]+)?$/.test(folder) && !listed.includes(folder))
      .map((folder) => `${folder}: the README does not say what may enter it`),
    ...listed.filter((room) => !folders.has(room)).map((room) => `${room}: in the README, but not there`),
  ]
}
