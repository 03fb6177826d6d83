// A list of options that is moved through while the focus stays in a field: which one is marked, and what the
// keys do. The field names the marked one by aria-activedescendant.

export function moveThrough (field, list) {
  let at = -1

  // One step beyond either end is the other end, or, where `rest` is true, the field itself first.
  const mark = (place, rest = false) => {
    const many = list.children.length
    at = rest ? (place < -1 ? many - 1 : place >= many ? -1 : place) : (place + many) % many
    for (const [number, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(number === at))
    }
    if (at < 0) return field.removeAttribute('aria-activedescendant')
    field.setAttribute('aria-activedescendant', list.children[at].id)
    list.children[at].scrollIntoView({ block: 'nearest' })
  }

  const leave = () => {
    at = -1
    field.removeAttribute('aria-activedescendant')
  }

  // What a key does in an open list; true where it did something.
  const press = (event, { rest = false, choose, close, tab = false }) => {
    if (list.hidden) return false
    const chosen = list.children[at]
    const act = {
      ArrowDown: () => mark(at + 1, rest),
      ArrowUp: () => mark(at - 1, rest),
      Enter: chosen && (() => choose(chosen)),
      Tab: tab && chosen && (() => choose(chosen)),
      Escape: close
    }[event.key]
    if (!act) return false
    event.preventDefault()
    act()
    return true
  }

  return { mark, leave, press }
}
