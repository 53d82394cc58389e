// The few words that Telegram's own apps add around messages, in each reader's language.

const WORDS = {
  en: {
    language: 'English', locale: 'en-GB', edited: 'edited', silent: 'without sound', write: 'Message', send: 'Send',
    menu: 'Commands', hidden: 'hidden text; press to read', more: 'Show all', less: 'Show less', gone: 'deleted message',
    down: (n) => n ? `${n} new messages below` : 'To the newest message', photo: 'Photo', messages: 'Messages', reply: 'In reply to',
  },
  'zh-Hant': {
    language: '繁體中文', locale: 'zh-Hant-TW', edited: '已編輯', silent: '靜音', write: '訊息', send: '傳送',
    menu: '指令', hidden: '隱藏文字，按下可讀', more: '顯示全部', less: '收起', gone: '已刪除的訊息',
    down: (n) => n ? `下方有 ${n} 則新訊息` : '前往最新訊息', photo: '照片', messages: '訊息', reply: '回覆',
  },
  'zh-Hans': {
    language: '简体中文', locale: 'zh-Hans-CN', edited: '已编辑', silent: '静音', write: '消息', send: '发送',
    menu: '命令', hidden: '隐藏文字，按下可读', more: '显示全部', less: '收起', gone: '已删除的消息',
    down: (n) => n ? `下方有 ${n} 条新消息` : '前往最新消息', photo: '照片', messages: '消息', reply: '回复',
  },
};

const ZONE = 'America/New_York';
const formats = new Map();

/** The words of a language. */
export const words = (lang) => WORDS[lang] ?? WORDS.en;

function format(lang, kind, options) {
  const key = `${lang} ${kind}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(words(lang).locale, { timeZone: ZONE, ...options }));
  }
  return formats.get(key);
}

/** The time of day in New York. */
export const time = (lang, date) =>
  format(lang, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);

/** The day in New York, in words. */
export const day = (lang, date) =>
  format(lang, 'day', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(date);

/** The day in New York, to be compared. */
export const dayKey = (date) =>
  format('en', 'key', { day: '2-digit', month: '2-digit', year: 'numeric' }).format(date);

/** What the clock on top shows: day and time. */
export const now = (date) => [
  format('en', 'today', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
  format('en', 'now', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
].map((formatted) => formatted.format(date));
