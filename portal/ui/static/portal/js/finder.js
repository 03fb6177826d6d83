// The head's field proposes titles and words while one types: a combobox with a list under it. Without this
// it is a plain form. What looks like the beginning of a CPR number is not sent while it is typed.

const FEWEST = 2
const MANY_FIGURES = /\d[\s.-]?\d[\s.-]?\d[\s.-]?\d[\s.-]?\d/

export function suggest (form) {
  if (!form) return
  const field = form.querySelector('input')
  const list = form.querySelector('ul')
  const status = form.querySelector('[data-finder-status]')
  let at = -1

  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-expanded', 'false')
  field.setAttribute('aria-controls', list.id)
  list.setAttribute('role', 'listbox')

  const isWorthAsking = () => {
    const words = field.value.trim()
    return words.length >= FEWEST && !MANY_FIGURES.test(words)
  }

  const close = () => {
    at = -1
    list.hidden = true
    field.setAttribute('aria-expanded', 'false')
    field.removeAttribute('aria-activedescendant')
  }

  const open = () => {
    const many = list.children.length
    status.textContent = many === 0 ? '' : many === 1 ? status.dataset.one : status.dataset.many.replace('#', many)
    if (many === 0 || !isWorthAsking() || document.activeElement !== field) return close()
    at = -1
    list.hidden = false
    field.setAttribute('aria-expanded', 'true')
    field.removeAttribute('aria-activedescendant')
  }

  const mark = place => {
    const many = list.children.length
    // One step beyond either end is the field itself again.
    at = place < -1 ? many - 1 : place >= many ? -1 : place
    for (const [number, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(number === at))
    }
    if (at < 0) return field.removeAttribute('aria-activedescendant')
    field.setAttribute('aria-activedescendant', list.children[at].id)
    list.children[at].scrollIntoView({ block: 'nearest' })
  }

  const go = item => window.location.assign(item.dataset.url)

  field.addEventListener('htmx:config:request', event => {
    if (isWorthAsking()) return
    event.preventDefault()
    list.replaceChildren()
    open()
  })
  field.addEventListener('htmx:after:swap', open)
  field.addEventListener('focus', open)
  field.addEventListener('blur', close)

  // The field keeps the focus while the mouse is pressed, so that the list is there for the click.
  list.addEventListener('mousedown', event => event.preventDefault())
  list.addEventListener('click', event => {
    const item = event.target.closest('[role="option"]')
    if (item) go(item)
  })

  field.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' && list.hidden) return open()
    if (list.hidden) return
    const act = {
      ArrowDown: () => mark(at + 1),
      ArrowUp: () => mark(at - 1),
      Enter: at < 0 ? undefined : () => go(list.children[at]),
      Escape: close
    }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}
