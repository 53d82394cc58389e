// A bot on grammY that talks to the stand-in: /start, a button, an edit, a photo twice.
// grammY is found by NODE_PATH.
const { Bot, InlineKeyboard, InputFile } = require("grammy");
const assert = require("node:assert");

const [origin, picture] = process.argv.slice(2);
const bot = new Bot("1:any-token-of-thirty-letters-or-more", { client: { apiRoot: origin } });

bot.command("start", (context) =>
  context.reply("<b>Which language?</b>", {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("English", "lang:en"),
  }),
);

bot.callbackQuery("lang:en", async (context) => {
  await context.editMessageText("English it is");
  await context.answerCallbackQuery("done");
  const sent = await context.replyWithPhoto(new InputFile(picture), { caption: "a chart" });
  const id = sent.photo.at(-1).file_id;
  const again = await context.replyWithPhoto(id);
  assert.strictEqual(again.photo.at(-1).file_id, id);
  await bot.stop();
});

bot.catch((error) => {
  console.error(error);
  process.exit(1);
});

bot
  .start({ timeout: 5, onStart: (me) => { assert.strictEqual(me.username, "tidewatch_sim_bot"); console.log("ready"); } })
  .then(() => console.log("ok"));
