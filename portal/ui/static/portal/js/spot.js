// Where in a text a CPR number stands. The server tells it by figures alone (how many come before it, how many
// it has), since an editor's blanks and line breaks are others than the server's.

const FIGURE = /\p{Nd}/u

/**
 * From where to where in the pieces of a text the figures reach.
 * @param {string} spot `before count`
 * @param {Array<{text: string, at: number}>} pieces each with the place at which it begins
 * @returns {{from: number, to: number} | undefined}
 */
export function placeOf (spot, pieces) {
  const [before, count] = spot.split(' ').map(Number)
  let seen = 0
  let from
  for (const { text, at } of pieces) {
    let offset = 0
    for (const char of text) {
      if (FIGURE.test(char)) {
        if (seen === before) from = at + offset
        seen += 1
        if (seen === before + count) return { from, to: at + offset + char.length }
      }
      offset += char.length
    }
  }
}

/** Mark it in a plain box; an editor hears the event and marks it itself. */
export function mark (box, spot) {
  if (box.hidden) {
    box.dispatchEvent(new CustomEvent('portal:spot', { detail: spot }))
    return
  }
  box.focus()
  const place = placeOf(spot, [{ text: box.value, at: 0 }])
  // Some kinds of fields have no selection.
  if (place && box.selectionStart !== null) box.setSelectionRange(place.from, place.to)
}

/** What the page came back with: the first place, once the editors stand. */
export function markFirst () {
  const box = document.querySelector('[data-spot]')
  if (box) mark(box, box.dataset.spot)
}
