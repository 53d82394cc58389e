// One message as Telegram shows it, built from its text and entities node by node: a text never becomes markup.

import { time, words } from './words.js';

const TAGS = {
  bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote', spoiler: 'span',
};
const BLOCKS = ['pre', 'blockquote', 'expandable_blockquote'];
const LINKS = ['http:', 'https:', 'mailto:', 'tel:', 'tg:'];
// A command in a running text can be pressed in Telegram. What stands before it must not be a word: "13/15".
const COMMAND = /(?<![\w/@<.])\/[a-z][a-z0-9_]{0,31}(?![\w/])/g;

/** An element with a class and children. */
export function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

/** A message's element; `chat` says what a press, a command or a quote does. */
export function message(chat, view) {
  const w = words(chat.lang);
  const bubble = make('div', 'bubble');
  if (view.reply_to) bubble.append(quote(chat, view));
  if (view.photo) bubble.append(photo(view, w));
  if (view.text) {
    const text = make('div', 'text', ...spans(chat, view, 0, view.text.length, view.entities ?? [], false));
    text.lang = chat.lang;
    bubble.append(text);
  }
  const meta = make('div', 'meta');
  if (view.silent) meta.append(label('silent', '🔕', w.silent));
  if (view.edited) meta.append(make('span', 'edited', w.edited));
  const stamp = make('time', '', time(chat.lang, new Date(view.date)));
  stamp.dateTime = view.date;
  meta.append(stamp);
  bubble.append(meta);
  const item = make('li', `message ${view.from_bot ? 'bot' : 'person'}`, bubble);
  if (view.reply_markup) item.append(keyboard(chat, view));
  item.dataset.id = view.id;
  item.tabIndex = -1;
  return item;
}

function label(name, sign, text) {
  const element = make('span', name, sign);
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', text);
  element.title = text;
  return element;
}

/** Entities come sorted, the outer before the inner. */
function spans(chat, view, from, to, entities, verbatim) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at) continue;
    nodes.push(...plain(chat, view, view.text.slice(at, entity.offset), verbatim));
    const inside = entities.slice(i + 1).filter((other) => other.offset < end);
    nodes.push(span(chat, view, entity, end, inside, verbatim));
    at = end;
    // A block ends its line by itself: the line end after it is not shown as an empty line.
    if (BLOCKS.includes(entity.type) && view.text[at] === '\n' && entities.every((other) => other.offset !== at)) at += 1;
  }
  return nodes.concat(plain(chat, view, view.text.slice(at, to), verbatim));
}

function span(chat, view, entity, end, inside, verbatim) {
  const { type } = entity;
  const exact = verbatim || type === 'code' || type === 'pre' || type === 'text_link';
  const children = spans(chat, view, entity.offset, end, inside, exact);
  if (type === 'text_link' || type === 'url') return link(entity.url ?? view.text.slice(entity.offset, end), children);
  if (type === 'bot_command' && view.from_bot) return command(chat, view.text.slice(entity.offset, end));
  const element = make(TAGS[type] ?? 'span', TAGS[type] ? type : '', ...children);
  if (type === 'spoiler') return spoiler(chat, element);
  if (type === 'expandable_blockquote') return expandable(chat, element);
  if (type === 'pre') element.tabIndex = 0; // A wide table is scrolled by keys, too.
  return element;
}

function plain(chat, view, text, verbatim) {
  if (!text) return [];
  if (verbatim || !view.from_bot) return [text];
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(COMMAND)) {
    nodes.push(text.slice(at, found.index), command(chat, found[0]));
    at = found.index + found[0].length;
  }
  return [...nodes, text.slice(at)].filter((node) => node !== '');
}

function command(chat, text) {
  const button = make('button', 'command', text);
  button.type = 'button';
  button.addEventListener('click', () => chat.say(text));
  return button;
}

function link(address, children) {
  let url = null;
  try { url = new URL(address); } catch { /* Shown as plain text. */ }
  if (!url || !LINKS.includes(url.protocol)) return make('span', '', ...children);
  const element = make('a', '', ...children);
  element.href = url.href;
  element.target = '_blank';
  element.rel = 'noopener noreferrer';
  return element;
}

function spoiler(chat, element) {
  const reveal = (event) => {
    if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    element.classList.add('shown');
    for (const name of ['role', 'tabindex', 'aria-label']) element.removeAttribute(name);
  };
  element.tabIndex = 0;
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', words(chat.lang).hidden);
  element.addEventListener('click', reveal, { once: true });
  element.addEventListener('keydown', reveal);
  return element;
}

function expandable(chat, element) {
  const w = words(chat.lang);
  const more = make('button', 'more', w.more);
  more.type = 'button';
  more.setAttribute('aria-expanded', 'false');
  more.addEventListener('click', () => {
    const open = element.classList.toggle('open');
    more.setAttribute('aria-expanded', String(open));
    more.textContent = open ? w.less : w.more;
  });
  const body = make('div', 'body', ...element.childNodes);
  element.append(body, more);
  return element;
}

function quote(chat, view) {
  const original = chat.views.get(view.reply_to);
  const w = words(chat.lang);
  const line = original ? (original.text.split('\n')[0] || w.photo) : w.gone;
  const button = make('button', 'quote', make('span', 'who', original?.sender ?? ''), make('span', 'line', line));
  button.type = 'button';
  button.setAttribute('aria-label', `${w.reply}: ${line}`);
  button.addEventListener('click', () => chat.jump(view.reply_to));
  return button;
}

function photo(view, w) {
  const image = make('img', 'photo');
  image.src = `/page/photo/${encodeURIComponent(view.photo)}`;
  image.alt = view.text ? '' : w.photo;
  image.loading = 'lazy';
  return image;
}

function keyboard(chat, view) {
  const rows = (view.reply_markup.inline_keyboard ?? []).map((row) => make('div', 'row', ...row.map((button) => {
    if (button.url) {
      const anchor = link(button.url, [button.text]);
      anchor.classList.add('key');
      return anchor;
    }
    const key = make('button', 'key', button.text);
    key.type = 'button';
    key.dataset.data = button.callback_data ?? '';
    key.disabled = button.callback_data === undefined;
    key.addEventListener('click', () => chat.press(view.id, button.callback_data, key));
    return key;
  })));
  const board = make('div', 'keyboard', ...rows);
  board.lang = chat.lang;
  return board;
}
