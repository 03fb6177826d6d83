// A box becomes an editor with five buttons. The box itself stays in the form and carries the text.

import {
  Blockquote, Bold, BulletList, Document, Editor, HardBreak, History, Italic, Link, ListItem,
  OrderedList, Paragraph, Text
} from '../../django_prose_editor/editor.js'
import { markFirst, placeOf } from './spot.js'
import { fromWord } from './word.js'

import { offerNames } from './names.js'

const BUTTONS = [
  ['bold', 'B', chain => chain.toggleBold(), 'bold'],
  ['italic', 'I', chain => chain.toggleItalic(), 'italic'],
  ['bullets', '•', chain => chain.toggleBulletList(), 'bulletList'],
  ['numbers', '1.', chain => chain.toggleOrderedList(), 'orderedList'],
  ['quote', '”', chain => chain.toggleBlockquote(), 'blockquote']
]

const escaped = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

// The same rule as the server's: a blank line parts paragraphs.
const asHtml = text => /^\s*<(p|ul|ol|blockquote)\b/i.test(text)
  ? text
  : text.trim().split(/\n\s*\n/).map(part => `<p>${escaped(part).replace(/\n/g, '<br>')}</p>`).join('')

function toolbar (box, editor) {
  const bar = document.createElement('div')
  bar.className = 'prose-tools'
  bar.setAttribute('role', 'group')
  bar.setAttribute('aria-label', box.dataset.tools)
  const buttons = BUTTONS.map(([name, sign, command, mark]) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = `prose-tools__${name}`
    button.dataset.sign = sign // drawn by the style sheet: what is read aloud is the name
    button.title = box.dataset[name]
    button.setAttribute('aria-label', box.dataset[name])
    button.addEventListener('click', () => command(editor.chain().focus()).run())
    bar.append(button)
    return () => button.setAttribute('aria-pressed', String(editor.isActive(mark)))
  })
  const show = () => buttons.forEach(update => update())
  editor.on('transaction', show)
  show()
  return bar
}

function edit (box) {
  const frame = document.createElement('div')
  frame.className = 'prose-box'
  box.before(frame)
  const label = box.labels[0]
  if (label) label.id ||= `${box.id}_label`
  const attributes = {
    role: 'textbox',
    'aria-multiline': 'true',
    class: 'prose-box__text prose',
    id: `${box.id}_editor`
  }
  if (label) attributes['aria-labelledby'] = label.id
  for (const name of ['aria-describedby', 'aria-invalid']) {
    if (box.hasAttribute(name)) attributes[name] = box.getAttribute(name)
  }
  const editor = new Editor({
    element: frame,
    // The policy for styles allows no element made by a script; questions.css has the few rules.
    injectCSS: false,
    content: asHtml(box.value),
    editorProps: { attributes, transformPastedHTML: fromWord },
    extensions: [
      Document, Paragraph, Text, HardBreak, History, Bold, Italic, BulletList, OrderedList, ListItem,
      Blockquote, Link.configure({ openOnClick: false, autolink: true, linkOnPaste: true })
    ],
    onUpdate ({ editor }) {
      box.value = editor.isEmpty ? '' : editor.getHTML()
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }
  })
  frame.prepend(toolbar(box, editor))
  if (box.dataset.colleagues) offerNames(editor, frame, box.dataset)
  box.addEventListener('portal:quote', ({ detail: { who, address, words } }) => {
    const paragraph = text => ({ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] })
    const link = { type: 'link', attrs: { href: address } }
    editor.chain().focus('end').insertContent([
      { type: 'paragraph', content: [{ type: 'text', text: who, marks: [link] }] },
      { type: 'blockquote', content: words.split(/\n+/).map(paragraph) },
      { type: 'paragraph' }
    ]).run()
    frame.scrollIntoView({ block: 'center' })
  })
  box.hidden = true
  label?.addEventListener('click', event => {
    event.preventDefault()
    editor.commands.focus()
  })
  box.addEventListener('portal:spot', ({ detail }) => {
    const pieces = []
    editor.state.doc.descendants((node, at) => { if (node.isText) pieces.push({ text: node.text, at }) })
    const place = placeOf(detail, pieces)
    editor.commands.focus()
    if (place) editor.commands.setTextSelection(place)
  })
  // The error summary links to the box, which is hidden now.
  for (const link of document.querySelectorAll(`a[href="#${box.id}"]`)) {
    link.addEventListener('click', event => {
      event.preventDefault()
      editor.commands.focus()
    })
  }
}

document.querySelectorAll('textarea[data-prose]').forEach(edit)
markFirst()
