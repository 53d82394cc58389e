"""A bot on python-telegram-bot that talks to the stand-in: /start, a button, an edit, a photo twice."""

import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

ORIGIN, PICTURE = sys.argv[1], sys.argv[2]
TOKEN = "1:any-token-of-thirty-letters-or-more"
done = []


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("English", callback_data="lang:en")]])
    await update.message.reply_text("<b>Which language?</b>", parse_mode="HTML", reply_markup=keyboard)


async def language(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    await query.edit_message_text("English it is")
    await query.answer("done")
    with open(PICTURE, "rb") as picture:
        sent = await query.message.reply_photo(picture, caption="a chart")
    again = await query.message.reply_photo(sent.photo[-1].file_id)
    assert again.photo[-1].file_id == sent.photo[-1].file_id
    done.append(True)
    context.application.stop_running()


async def ready(application: Application) -> None:
    me = await application.bot.get_me()
    assert me.is_bot and me.username == "tidewatch_sim_bot", me
    print("ready", flush=True)


application = Application.builder().token(TOKEN).base_url(f"{ORIGIN}/bot").post_init(ready).build()
application.add_handler(CommandHandler("start", start))
application.add_handler(CallbackQueryHandler(language, pattern="^lang:en$"))
application.run_polling(timeout=5)
assert done, "the button was never pressed"
print("ok", flush=True)
