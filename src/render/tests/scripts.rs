//! No simplified character in the traditional texts, and the reverse.

use std::collections::BTreeMap;

use super::{renderer, told};
use crate::lang::Lang;
use crate::render::menu::own_name;
use crate::render::samples;
use crate::render::words::source;

/// Traditional and simplified forms that differ, common ones and those of finance. Characters that
/// are right in both (台, 里, 只, 面 …) are left out; 准 and 余, right in other traditional words,
/// are in: in texts about reserves they would be leaks.
const PAIRS: &str = "
準准 備备 儲储 餘余 額额 聯联 會会 資资 產产 債债 總总 變变 動动 減减 佔占 這这 個个 們们 來来 時时 間间 問问 門门 開开 關关 閱阅
閉闭 閒闲 闊阔 閃闪 聞闻 閣阁 閥阀 讀读 語语 說说 請请 訂订 計计 記记 設设 許许 論论 證证 評评 詞词 試试 話话 該该 詳详 誤误 課课
調调 談谈 講讲 謝谢 識识 議议 護护 讓让 變变 訊讯 訓训 託托 訪访 訴诉 診诊 詢询 誌志 認认 誠诚 誰谁 諸诸 諾诺 謂谓 謀谋 警警 譯译
貨货 貸贷 購购 費费 賣卖 買买 貴贵 貿贸 賺赚 賬账 帳帐 賦赋 贈赠 賽赛 質质 賠赔 賴赖 購购 贏赢 負负 財财 貢贡 貧贫 販贩 貫贯 責责
貼贴 貯贮 賀贺 賓宾 賞赏 賢贤 賤贱 趕赶 趙赵 跡迹 踐践 躍跃 車车 軌轨 軍军 軟软 較较 載载 輔辅 輕轻 輛辆 輪轮 輯辑 輸输 轉转 轟轰
辦办 辭辞 農农 邊边 遞递 遠远 適适 遲迟 遷迁 選选 還还 邁迈 運运 過过 達达 違违 進进 連连 週周 郵邮 鄉乡 鄰邻 釋释 鑒鉴 針针 釘钉
鈔钞 鉅巨 銀银 銅铜 銷销 鋼钢 錄录 錢钱 錯错 鍵键 鎖锁 鏈链 鏡镜 鐘钟 鐵铁 長长 陽阳 陰阴 階阶 際际 陸陆 險险 隨随 隱隐 隊队 陣阵
雖虽 雙双 雜杂 離离 難难 雲云 電电 霧雾 靈灵 靜静 響响 頁页 頂顶 項项 順顺 須须 預预 頒颁 頓顿 頻频 領领 頭头 題题 顏颜 願愿 類类
顧顾 顯显 風风 飛飞 飯饭 飲饮 餐餐 館馆 餵喂 馬马 駐驻 驗验 驚惊 騙骗 體体 髮发 鬆松 鬥斗 魚鱼 鳥鸟 鹽盐 麗丽 麥麦 黃黄 點点 黨党
齊齐 齒齿 龍龙 龜龟 傳传 債债 傷伤 傾倾 僅仅 僑侨 僱雇 價价 儀仪 億亿 優优 償偿 儘尽 倉仓 個个 倫伦 偉伟 側侧 偵侦 偽伪 備备 傑杰
兒儿 兩两 內内 冊册 凍冻 別别 刪删 則则 剛刚 創创 劃划 劇剧 劍剑 劉刘 劑剂 勁劲 動动 務务 勝胜 勞劳 勢势 勵励 勸劝 匯汇 區区 協协
卻却 厭厌 參参 叢丛 員员 問问 啟启 啞哑 喪丧 喬乔 單单 嗎吗 嘗尝 嚇吓 嚴严 囑嘱 國国 圍围 園园 圓圆 圖图 團团 執执 堅坚 報报 場场
塊块 塵尘 墊垫 墜坠 墮堕 壓压 壘垒 壞坏 壯壮 壽寿 夠够 夢梦 夥伙 奪夺 奮奋 婦妇 媽妈 學学 孫孙 寧宁 審审 寫写 寬宽 寶宝 實实 將将
專专 尋寻 對对 導导 層层 屆届 屬属 島岛 峽峡 嶺岭 幣币 帥帅 師师 帶带 幫帮 幹干 幾几 庫库 廠厂 廢废 廣广 廳厅 張张 強强 彈弹 彌弥
彙汇 後后 徑径 從从 復复 徵征 徹彻 恆恒 悅悦 惡恶 惱恼 愛爱 態态 慘惨 慣惯 慮虑 慶庆 憂忧 憑凭 憲宪 憶忆 應应 懇恳 懲惩 懷怀 懸悬
戰战 戲戏 戶户 拋抛 捨舍 掃扫 掛挂 採采 揀拣 揚扬 換换 損损 搖摇 搶抢 摺折 撥拨 撐撑 撓挠 擇择 擊击 擋挡 擔担 據据 擠挤 擬拟 擴扩
擾扰 攝摄 攜携 攤摊 攬揽 敗败 敘叙 敵敌 數数 斂敛 斃毙 斷断 於于 昇升 晉晋 曆历 曉晓 曬晒 書书 會会 東东 條条 楊杨 極极 構构 槍枪
榮荣 樂乐 樓楼 標标 樞枢 樣样 樸朴 樹树 橋桥 機机 檔档 檢检 檯台 欄栏 權权 歡欢 歐欧 歲岁 歷历 歸归 殘残 毀毁 氣气 決决 沒没 況况
洩泄 淚泪 淨净 淺浅 減减 渾浑 測测 湊凑 湯汤 溝沟 準准 滅灭 滯滞 滬沪 滾滚 滿满 漁渔 漲涨 漸渐 潔洁 潛潜 潤润 澤泽 澀涩 濃浓 濟济
濫滥 濱滨 瀏浏 灣湾 災灾 為为 無无 煉炼 煙烟 煩烦 熱热 燈灯 燒烧 營营 爐炉 爭争 爺爷 牆墙 狀状 狹狭 獎奖 獨独 獲获 獵猎 獻献 現现
環环 瑪玛 瓊琼 產产 畝亩 畢毕 畫画 異异 當当 疊叠 療疗 癒愈 發发 盜盗 盡尽 監监 盤盘 盧卢 眾众 睜睁 瞭了 矚瞩 矯矫 碩硕 確确 碼码
磚砖 礎础 礙碍 礦矿 禍祸 禦御 禮礼 禱祷 種种 稱称 稅税 穀谷 積积 穩稳 窮穷 竄窜 競竞 筆笔 節节 範范 築筑 簡简 簽签 籌筹 籤签 籲吁
糧粮 糾纠 紀纪 約约 紅红 純纯 紙纸 級级 紛纷 紐纽 細细 紹绍 終终 組组 結结 絕绝 給给 統统 經经 綜综 綠绿 維维 網网 緊紧 緒绪 線线
編编 緩缓 緣缘 縣县 縮缩 縱纵 總总 績绩 織织 繁繁 繞绕 繳缴 繼继 續续 纜缆 罰罚 罷罢 羅罗 義义 習习 聖圣 聰聪 聲声 職职 聽听 肅肃
脈脉 脫脱 腦脑 臨临 臺台 與与 興兴 舉举 舊旧 艙舱 艦舰 莊庄 華华 萬万 葉叶 著着 蓋盖 蔣蒋 蕭萧 薦荐 薩萨 藍蓝 藝艺 藥药 蘇苏 蘋苹
處处 虛虚 號号 虧亏 蟲虫 術术 衛卫 衝冲 裝装 補补 製制 複复 褲裤 見见 規规 視视 覺觉 覽览 觀观 觸触 訖讫 釐厘 鬱郁 擷撷 讚赞 贊赞
還还 醫医 醜丑 錶表 歷历 佈布 併并 係系 佔占 傭佣 儼俨 凱凯 劊刽 協协 噸吨 墳坟 奧奥 嬰婴 孿孪 寢寝 屢屡 嶄崭 廬庐 彎弯 慚惭 憐怜
撲扑 晝昼 棄弃 楓枫 櫃柜 歎叹 殺杀 氾泛 涼凉 淪沦 渦涡 瀑瀑 烏乌 爛烂 牽牵 猶犹 獅狮 瑣琐 癡痴 皺皱 矽硅 稟禀 窩窝 籃篮 糞粪 絲丝
";

/// For each language, the characters that it must not hold and what they should be.
fn forbidden(lang: Lang) -> BTreeMap<char, char> {
    let pairs = PAIRS.split_whitespace().filter_map(|pair| {
        let mut symbols = pair.chars();
        Some((symbols.next()?, symbols.next()?))
    });
    let pairs: Vec<_> = pairs.filter(|(traditional, simplified)| traditional != simplified).collect();
    match lang {
        Lang::En => BTreeMap::new(),
        Lang::ZhHant => pairs.iter().map(|(traditional, simplified)| (*simplified, *traditional)).collect(),
        Lang::ZhHans => pairs.into_iter().collect(),
    }
}

/// Characters that are the simplified form of one word and the right form of another (采 in 采風, 占
/// as Taiwan's ministry writes it): no leak in a traditional text.
const RIGHT_IN_TRADITIONAL: &str = "于采折升制布干占表着系云松谷斗舍丑柜台泛泄征志范叠朴杰郁叶洁了冲迹托签巨厘硅";

fn leaks(lang: Lang, text: &str) -> Vec<(char, char)> {
    let forbidden = forbidden(lang);
    let excused = |symbol: char| lang == Lang::ZhHant && RIGHT_IN_TRADITIONAL.contains(symbol);
    let found = text.chars().filter(|symbol| !excused(*symbol));
    found.filter_map(|symbol| forbidden.get(&symbol).map(|right| (symbol, *right))).collect()
}

#[test]
fn the_table_is_large_and_the_two_sides_do_not_meet() {
    let [hant, hans] = [Lang::ZhHant, Lang::ZhHans].map(forbidden);
    assert!(hant.len() > 500 && hans.len() > 500, "{} and {}", hant.len(), hans.len());
    let both: Vec<_> = hant.keys().filter(|symbol| hans.contains_key(symbol)).collect();
    assert!(both.is_empty(), "{both:?}");
}

#[test]
fn a_leak_is_found() {
    assert_eq!(leaks(Lang::ZhHant, "准备金"), [('准', '準'), ('备', '備')]);
    assert_eq!(leaks(Lang::ZhHans, "準備金"), [('準', '准'), ('備', '备')]);
    assert_eq!(leaks(Lang::ZhHant, "準備金增加，由委員會採用"), []);
    assert_eq!(leaks(Lang::ZhHans, "准备金增加，由委员会采用"), []);
}

#[test]
fn locale_files_keep_to_their_script() {
    for lang in [Lang::ZhHant, Lang::ZhHans] {
        for line in source(lang).lines().filter(|line| !line.starts_with('#')) {
            assert_eq!(leaks(lang, line), [], "{line}");
        }
    }
}

#[test]
fn messages_keep_to_their_script() {
    for lang in [Lang::ZhHant, Lang::ZhHans] {
        for sample in samples::all().iter().flat_map(|(_, samples)| samples) {
            // A language is called by its own name, whatever the reader's is.
            let text = told(sample.html(renderer(), lang)).plain();
            let text = Lang::ALL.iter().fold(text, |text, lang| text.replace(own_name(*lang), ""));
            assert_eq!(leaks(lang, &text), [], "{text}");
        }
    }
}

/// Terms of one market are wrong in the other even where every character is right.
#[test]
fn terms_are_those_of_the_readers_market() {
    for (lang, words) in [
        (Lang::ZhHant, ["逆回購", "加息", "美聯儲", "萬億", "信息", "數據", "常備", "質量", "抵押品"]),
        (Lang::ZhHans, ["附卖回", "升息", "联准会", "兆美元", "资讯", "资料", "常设", "个码", "担保品"]),
    ] {
        for word in words {
            assert!(!source(lang).contains(word), "{word} in {lang:?}");
        }
    }
}
