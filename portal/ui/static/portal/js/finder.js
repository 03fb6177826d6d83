// The head's field proposes titles and words while one types: a combobox with a list under it. Without this
// it is a plain form. What looks like the beginning of a CPR number is not sent while it is typed.

import { moveThrough } from './options.js'

const FEWEST = 2
const MANY_FIGURES = /\d[\s.-]?\d[\s.-]?\d[\s.-]?\d[\s.-]?\d/

export function suggest (form) {
  if (!form) return
  const field = form.querySelector('input')
  const list = form.querySelector('ul')
  const status = form.querySelector('[data-finder-status]')
  const options = moveThrough(field, list)

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
    options.leave()
    list.hidden = true
    field.setAttribute('aria-expanded', 'false')
  }

  const open = () => {
    const many = list.children.length
    status.textContent = many === 0 ? '' : many === 1 ? status.dataset.one : status.dataset.many.replace('#', many)
    if (many === 0 || !isWorthAsking() || document.activeElement !== field) return close()
    options.leave()
    list.hidden = false
    field.setAttribute('aria-expanded', 'true')
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
    options.press(event, { rest: true, choose: go, close })
  })
}
