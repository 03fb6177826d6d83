// After an "@" and two letters the editor offers the names of colleagues. Whoever writes the whole name
// themself is understood as well: the server looks for names, not for what was chosen here.

import { moveThrough } from './options.js'

const CALL = /(?:^|\s)@([\p{L}][\p{L}.\- ]{1,40})$/u
const PAUSE = 200

export function offerNames (editor, frame, { colleagues, names }) {
  const text = editor.view.dom
  const list = document.createElement('ul')
  list.className = 'names'
  list.id = `${text.id}_names`
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', names)
  list.hidden = true
  frame.append(list)
  const options = moveThrough(text, list)

  let timer
  let asked = ''

  const typed = () => {
    const { $from, empty } = editor.state.selection
    if (!empty) return ''
    return CALL.exec($from.parent.textBetween(0, $from.parentOffset, ' ', ' '))?.[1] ?? ''
  }

  const close = () => {
    list.hidden = true
    options.leave()
    text.removeAttribute('aria-controls')
  }

  const choose = item => {
    const { from } = editor.state.selection
    editor.chain().focus()
      .deleteRange({ from: from - typed().length, to: from })
      .insertContent(`${item.dataset.name} `)
      .run()
    close()
  }

  const show = people => {
    list.replaceChildren(...people.map(({ name, place }, number) => {
      const item = document.createElement('li')
      item.id = `${list.id}_${number}`
      item.setAttribute('role', 'option')
      item.dataset.name = name
      item.textContent = place ? `${name}, ${place}` : name
      item.addEventListener('pointerdown', event => {
        event.preventDefault()
        choose(item)
      })
      return item
    }))
    list.hidden = people.length === 0
    if (list.hidden) return close()
    text.setAttribute('aria-controls', list.id)
    options.mark(0)
  }

  const ask = async words => {
    try {
      const answer = await fetch(`${colleagues}?q=${encodeURIComponent(words)}`, {
        headers: { Accept: 'application/json' },
        credentials: 'same-origin'
      })
      if (!answer.ok || answer.redirected || words !== typed()) return
      const { people } = await answer.json()
      // A name that is already written out needs no choosing.
      show(people.filter(({ name }) => name !== words.trim()))
    } catch {
      close() // the line is down: names can be typed
    }
  }

  editor.on('update', () => {
    const words = typed()
    if (words === asked) return
    asked = words
    clearTimeout(timer)
    if (words) timer = setTimeout(ask, PAUSE, words)
    else close()
  })
  editor.on('blur', close)

  frame.addEventListener('keydown', event => {
    if (options.press(event, { choose, close, tab: true })) event.stopPropagation()
  }, true)
}
