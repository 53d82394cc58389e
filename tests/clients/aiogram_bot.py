"""A bot on aiogram that talks to the stand-in: /start, a button, an edit, a photo twice."""

import asyncio
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

ORIGIN, PICTURE = sys.argv[1], sys.argv[2]
TOKEN = "1:any-token-of-thirty-letters-or-more"
dispatcher = Dispatcher()


@dispatcher.message(CommandStart())
async def start(message: Message) -> None:
    button = InlineKeyboardButton(text="English", callback_data="lang:en")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    await message.answer("<b>Which language?</b>", parse_mode="HTML", reply_markup=keyboard)


@dispatcher.callback_query(F.data == "lang:en")
async def language(query: CallbackQuery) -> None:
    await query.message.edit_text("English it is")
    await query.answer("done")
    with open(PICTURE, "rb") as picture:
        sent = await query.message.answer_photo(BufferedInputFile(picture.read(), "chart.png"), caption="a chart")
    again = await query.message.answer_photo(sent.photo[-1].file_id)
    assert again.photo[-1].file_id == sent.photo[-1].file_id
    await dispatcher.stop_polling()


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(ORIGIN))
    bot = Bot(TOKEN, session=session)
    me = await bot.get_me()
    assert me.is_bot and me.username == "tidewatch_sim_bot", me
    print("ready", flush=True)
    await dispatcher.start_polling(bot, polling_timeout=5, handle_signals=False)
    print("ok", flush=True)


asyncio.run(main())
