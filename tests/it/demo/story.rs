//! The autumn of 2025 as the demo tells it: each message, in each language, with its figures.

use super::{LANGS, Push, whole};

/// One message of the story.
struct Beat {
    /// UTC, to the second.
    at: &'static str,
    alert: &'static str,
    severity: &'static str,
    /// What it must say in any language.
    always: &'static [&'static str],
    /// What it must say in English, in Traditional and in Simplified Chinese.
    says: [&'static [&'static str]; 3],
}

/// Every message, in its order: nothing is missing and nothing else is told.
#[test]
fn the_whole_story_is_told_in_each_language() {
    for (index, lang) in LANGS.into_iter().enumerate() {
        let pushes = whole().pushes(lang);
        let order: Vec<&str> = pushes.iter().map(|push| push.alert.as_str()).collect();
        assert_eq!(order, STORY.iter().map(|beat| beat.alert).collect::<Vec<_>>(), "in {lang}");
        STORY.iter().zip(&pushes).for_each(|(beat, push)| tells(beat, push, index));
    }
}

fn tells(beat: &Beat, push: &Push, lang: usize) {
    assert!(push.at.starts_with(beat.at), "{} came at {}", push.alert, push.at);
    assert_eq!(push.severity, beat.severity, "{}", push.alert);
    for piece in beat.always.iter().chain(beat.says[lang]) {
        assert!(push.text.contains(piece), "{piece:?} is missing in:\n{}", push.text);
    }
}

/// Statements, notes, H.4.1 pages and rates as published (Federal Reserve, New York Fed).
const STORY: &[Beat] = &[
    Beat {
        at: "2025-10-27T17:46:00",
        alert: "R05/2025-10-27/notable-still",
        severity: "notable",
        always: &["🟠"],
        says: [
            &["still notable", "$8.40 B", "usiness day 3 since Thu 23 Oct"],
            &["仍為留意", "84.0 億美元", "10/23（四）以來第 3 個營業日"],
            &["仍为关注", "84.0 亿美元", "10/23（四）以来第 3 个工作日"],
        ],
    },
    Beat {
        at: "2025-10-28T18:00:00",
        alert: "reminder/2025-10-29/day",
        severity: "info",
        always: &["14:00", "14:30", "4.00–4.25"],
        says: [&["tomorrow", "press conference"], &["明天", "記者會"], &["明天", "新闻发布会"]],
    },
    Beat {
        at: "2025-10-29T17:00:00",
        alert: "reminder/2025-10-29/hour",
        severity: "info",
        always: &["14:00", "14:30", "4.00–4.25"],
        says: [&["in an hour"], &["一小時後"], &["一小时后"]],
    },
    Beat {
        at: "2025-10-29T18:00:0",
        alert: "R15/2025-10-29",
        severity: "critical",
        always: &["🔴", "Miran", "Schmid", "4.00–4.25", "monetary20251029a.htm", "monetary20251029a1.htm", "14:30"],
        says: [
            &[
                "cuts by 25 bp to 3.75–4.00 %",
                "10–2",
                "for a cut of 50 bp",
                "From Thu 30 Oct: IORB 3.90 %, ON RRP 3.75 %, standing repo 4.00 %",
                "Runoff of Treasuries ends Mon 1 Dec",
                "FOMC press conference 14:30 ET",
            ],
            &[
                "降息 1 碼（25 個基點），至 3.75–4.00%",
                "10 比 2",
                "10/30（四）起：IORB 3.90%，隔夜附賣回利率 3.75%，常設附買回利率 4.00%",
                "公債縮減於 12/1（一）結束",
                "FOMC 記者會 14:30 ET",
            ],
            &[
                "降息 25 个基点，至 3.75–4.00%",
                "10 比 2",
                "10/30（四）起：IORB 3.90%，隔夜逆回购利率 3.75%，常备回购利率 4.00%",
                "国债缩减于 12/1（一）结束",
                "FOMC 新闻发布会 14:30 ET",
            ],
        ],
    },
    Beat {
        at: "2025-10-30T20:30:0",
        alert: "weekly/2025-10-29",
        severity: "info",
        always: &["H.4.1"],
        says: [
            &["$2,848.0 B", "−85.0", "6,587.0", "983.9", "195.5", "2,070.0", "Runoff of Treasuries ends Mon 1 Dec"],
            &["2.8480 兆美元", "−850", "65,870", "9,839", "1,955", "20,700"],
            &["2.8480 万亿美元", "−850", "65,870", "9,839", "1,955", "20,700"],
        ],
    },
    Beat {
        at: "2025-10-31T17:46:00",
        alert: "R05/2025-10-31/critical",
        severity: "critical",
        always: &["🔴"],
        says: [&["$50.35 B"], &["503.5 億美元"], &["503.5 亿美元"]],
    },
    // R01, R02, R04 and R21 in one message.
    Beat {
        at: "2025-11-03T13:00:00",
        alert: "R01/2025-10-31/critical",
        severity: "critical",
        always: &["4.22", "🔴"],
        says: [
            &["32 bp above IORB", "Also critical: SOFR 22 bp above the standing repo rate", "30 bp (25 + 5", "4 of 4"],
            &[
                "高於 IORB 32 個基點",
                "同時達嚴重：10/31（五）SOFR 高於常設附買回利率 22 個基點",
                "30 個基點（25 + 月底調整 5）",
            ],
            &[
                "高于 IORB 32 个基点",
                "同时达到严重：10/31（五）SOFR 高于常备回购利率 22 个基点",
                "30 个基点（25 + 月末调整 5）",
            ],
        ],
    },
    Beat {
        at: "2025-11-06T21:30:0",
        alert: "weekly/2025-11-05",
        severity: "notable",
        always: &["9.39", "9.5", "🟠"],
        says: [
            &["$2,862.6 B", "2025Q2 GDP"],
            &["2.8626 兆美元", "2025 年第 2 季"],
            &["2.8626 万亿美元", "2025 年第 2 季度"],
        ],
    },
    Beat {
        at: "2025-11-13T21:30:0",
        alert: "weekly/2025-11-12",
        severity: "notable",
        always: &["🟠"],
        says: [
            &["Reserves down $164.0 B in four weeks", "Our threshold: $150 B"],
            &["準備金四週減少 1,640 億美元", "1,500 億美元"],
            &["准备金四周减少 1,640 亿美元", "1,500 亿美元"],
        ],
    },
    Beat {
        at: "2025-11-19T19:00:0",
        alert: "minutes/2025-10-29",
        severity: "info",
        always: &["fomcminutes20251029.htm"],
        says: [&["minutes"], &["會議紀要"], &["会议纪要"]],
    },
    Beat {
        at: "2025-11-20T21:30:0",
        alert: "weekly/2025-11-19",
        severity: "normal",
        always: &["✅"],
        says: [
            &["Reserves over four weeks: back to normal", "−$164.0 B"],
            &["準備金四週變動：恢復正常", "−1,640 億美元"],
            &["准备金四周变动：恢复正常", "−1,640 亿美元"],
        ],
    },
    Beat {
        at: "2025-11-24T18:46:00",
        alert: "R05/2025-11-24/normal",
        severity: "normal",
        always: &["✅"],
        says: [
            &["Standing repo: back to normal", "$1 million", "peak $50.35 B"],
            &["常設附買回：恢復正常", "100 萬美元", "最大 503.5 億美元"],
            &["常备回购：恢复正常", "100 万美元", "最大 503.5 亿美元"],
        ],
    },
    Beat {
        at: "2025-11-25T18:46:00",
        alert: "R05/2025-11-25/notable",
        severity: "notable",
        always: &["🟠"],
        says: [&["$10.60 B", "Our threshold: $5 B"], &["106.0 億美元"], &["106.0 亿美元"]],
    },
    Beat {
        at: "2025-11-28T18:46:00",
        alert: "R05/2025-11-28/notable-still",
        severity: "notable",
        always: &["🟠"],
        says: [
            &["still notable", "$24.40 B", "last alert $10.60 B", "H.4.1 balance sheet 16:30 ET"],
            &["仍為留意", "244.0 億美元", "H.4.1 週報 16:30 ET"],
            &["仍为关注", "244.0 亿美元", "H.4.1 周报 16:30 ET"],
        ],
    },
    // Thursday was Thanksgiving: the H.4.1 came on Friday.
    Beat {
        at: "2025-11-28T21:30:0",
        alert: "weekly/2025-11-26",
        severity: "info",
        always: &["H.4.1"],
        says: [&["$2,896.6 B", "+7.9"], &["2.8966 兆美元", "+79"], &["2.8966 万亿美元", "+79"]],
    },
    Beat {
        at: "2025-12-01T13:00:00",
        alert: "R01/2025-11-28/critical-still",
        severity: "critical",
        always: &["4.12", "🔴"],
        says: [
            &["still critical", "22 bp above IORB", "usiness day 31 since Wed 15 Oct"],
            &["仍為嚴重", "高於 IORB 22 個基點", "第 31 個營業日"],
            &["仍为严重", "高于 IORB 22 个基点", "第 31 个工作日"],
        ],
    },
    Beat {
        at: "2025-12-04T21:30:0",
        alert: "weekly/2025-12-03",
        severity: "info",
        always: &["H.4.1"],
        says: [&["$2,858.3 B", "Runoff of Treasuries ended Mon 1 Dec"], &["2.8583 兆美元"], &["2.8583 万亿美元"]],
    },
    Beat {
        at: "2025-12-09T18:46:00",
        alert: "R05/2025-12-09/normal",
        severity: "normal",
        always: &["✅"],
        says: [
            &["$0.11 B", "peak $26.00 B"],
            &["1.1 億美元", "最大 260.0 億美元"],
            &["1.1 亿美元", "最大 260.0 亿美元"],
        ],
    },
    Beat {
        at: "2025-12-09T19:00:00",
        alert: "reminder/2025-12-10/day",
        severity: "info",
        always: &["SEP", "14:30", "3.75–4.00"],
        says: [&["tomorrow"], &["明天"], &["明天"]],
    },
    Beat {
        at: "2025-12-10T13:00:00",
        alert: "R02/2025-12-09/normal",
        severity: "normal",
        always: &["✅"],
        says: [
            &["SOFR over the standing repo rate: back to normal", "peak 22 bp"],
            &["SOFR 對常設附買回利率：恢復正常", "最大 22 個基點"],
            &["SOFR 对常备回购利率：恢复正常", "最大 22 个基点"],
        ],
    },
    Beat {
        at: "2025-12-10T18:00:00",
        alert: "reminder/2025-12-10/hour",
        severity: "info",
        always: &["SEP", "14:30", "3.75–4.00"],
        says: [&["in an hour"], &["一小時後"], &["一小时后"]],
    },
    Beat {
        at: "2025-12-10T19:00:0",
        alert: "R15/2025-12-10",
        severity: "critical",
        always: &["🔴", "Miran", "Goolsbee", "Schmid", "3.65", "monetary20251210a.htm", "monetary20251210a1.htm"],
        says: [
            &[
                "cuts by 25 bp to 3.50–3.75 %",
                "9–3",
                "Purchases of Treasury bills directed from Thu 11 Dec",
                "Standing repo limit per operation: removed",
                "FOMC press conference 14:30 ET",
            ],
            &[
                "降息 1 碼（25 個基點），至 3.50–3.75%",
                "9 比 3",
                "自 12/11（四）起指示購買短期國庫券",
                "FOMC 記者會 14:30 ET",
            ],
            &[
                "降息 25 个基点，至 3.50–3.75%",
                "9 比 3",
                "自 12/11（四）起指示购买短期国债",
                "FOMC 新闻发布会 14:30 ET",
            ],
        ],
    },
    Beat {
        at: "2025-12-11T21:30:0",
        alert: "weekly/2025-12-10",
        severity: "info",
        always: &["9.6", "H.4.1"],
        says: [
            &[
                "Reserves up $73.8 B to $2,932.1 B",
                "+78.2\n",
                "+2.8\n",
                "−17.6\n",
                "+10.4\n",
                "+73.8",
                "9.6 % of 2025Q2 GDP",
                "bill purchases directed since Thu 11 Dec",
            ],
            &[
                "準備金增加 738 億美元，至 2.9321 兆美元",
                "+782  ",
                "+28  ",
                "−176  ",
                "+104  ",
                "2025 年第 2 季 GDP 9.6%",
            ],
            &[
                "准备金增加 738 亿美元，至 2.9321 万亿美元",
                "+782  ",
                "+28  ",
                "−176  ",
                "+104  ",
                "2025 年第 2 季度 GDP 9.6%",
            ],
        ],
    },
];
