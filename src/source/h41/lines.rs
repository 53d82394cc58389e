//! The lines that we know, each by label and parent, in the order in which they are printed.
//!
//! Lines come and go (emergency facilities above all), so most may be absent. Names are those of the
//! series without `_avg` or `_wed`. A footnote number or other punctuation makes no other label.

/// A line of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Spec {
    /// The label as printed, without footnote marks.
    pub label: &'static str,
    /// The name of the line that it is a part of; empty for a line of the first rank.
    pub parent: &'static str,
    /// The name of its series, without suffix.
    pub name: &'static str,
}

const fn line(parent: &'static str, name: &'static str, label: &'static str) -> Spec {
    Spec { label, parent, name }
}

/// Table 1, both halves: factors supplying and absorbing reserve funds.
pub const FACTORS: &[Spec] = &[
    line("", "reserve_bank_credit", "Reserve Bank credit"),
    line("reserve_bank_credit", "securities", "Securities held outright"),
    line("securities", "treasuries", "U.S. Treasury securities"),
    line("treasuries", "bills", "Bills"),
    line("treasuries", "notes_nominal", "Notes and bonds, nominal"),
    line("treasuries", "notes_indexed", "Notes and bonds, inflation-indexed"),
    line("treasuries", "inflation_compensation", "Inflation compensation"),
    line("securities", "agency_debt", "Federal agency debt securities"),
    line("securities", "mbs", "Mortgage-backed securities"),
    line("reserve_bank_credit", "premiums", "Unamortized premiums on securities held outright"),
    line("reserve_bank_credit", "discounts", "Unamortized discounts on securities held outright"),
    line("reserve_bank_credit", "repo", "Repurchase agreements"),
    line("repo", "repo_foreign", "Foreign official"),
    line("repo", "repo_others", "Others"),
    line("reserve_bank_credit", "loans", "Loans"),
    line("loans", "primary_credit", "Primary credit"),
    line("loans", "secondary_credit", "Secondary credit"),
    line("loans", "seasonal_credit", "Seasonal credit"),
    line("loans", "pdcf", "Primary Dealer Credit Facility"),
    line("loans", "mmlf", "Money Market Mutual Fund Liquidity Facility"),
    line("loans", "ppplf", "Paycheck Protection Program Liquidity Facility"),
    line("loans", "btfp", "Bank Term Funding Program"),
    line("loans", "other_credit", "Other credit extensions"),
    line("reserve_bank_credit", "cpff", "Net portfolio holdings of Commercial Paper Funding Facility II LLC"),
    line("reserve_bank_credit", "corporate_credit", "Net portfolio holdings of Corporate Credit Facilities LLC"),
    line(
        "reserve_bank_credit",
        "main_street",
        "Net portfolio holdings of MS Facilities 2020 LLC (Main Street Lending Program)",
    ),
    line(
        "reserve_bank_credit",
        "main_street",
        "Net portfolio holdings of MS Facilities LLC (Main Street Lending Program)",
    ),
    line("reserve_bank_credit", "municipal_liquidity", "Net portfolio holdings of Municipal Liquidity Facility LLC"),
    line("reserve_bank_credit", "talf", "Net portfolio holdings of TALF II LLC"),
    line("reserve_bank_credit", "maiden_lane", "Net portfolio holdings of Maiden Lane LLC"),
    line("reserve_bank_credit", "float", "Float"),
    line("reserve_bank_credit", "swap_lines", "Central bank liquidity swaps"),
    line("reserve_bank_credit", "other_assets", "Other Federal Reserve assets"),
    line("", "foreign_currency_assets", "Foreign currency denominated assets"),
    line("", "gold", "Gold stock"),
    line("", "sdr", "Special drawing rights certificate account"),
    line("", "treasury_currency", "Treasury currency outstanding"),
    line("", "total_supplying", "Total factors supplying reserve funds"),
    line("", "currency", "Currency in circulation"),
    line("", "reverse_repo", "Reverse repurchase agreements"),
    line("reverse_repo", "foreign_rrp", "Foreign official and international accounts"),
    line("reverse_repo", "on_rrp", "Others"),
    line("", "treasury_cash", "Treasury cash holdings"),
    line("", "deposits", "Deposits with F.R. Banks, other than reserve balances"),
    line("deposits", "term_deposits", "Term deposits held by depository institutions"),
    line("deposits", "tga", "U.S. Treasury, General Account"),
    line("deposits", "tga_supplementary", "U.S. Treasury, Supplementary Financing Account"),
    line("deposits", "foreign_official_deposits", "Foreign official"),
    line("deposits", "other_deposits", "Other"),
    line("", "treasury_contributions", "Treasury contributions to credit facilities"),
    line("", "other_liabilities", "Other liabilities and capital"),
    line("", "total_absorbing", "Total factors, other than reserve balances, absorbing reserve funds"),
    line("", "reserves", "Reserve balances with Federal Reserve Banks"),
];

/// Table 5, both halves. A name shared with [`FACTORS`] is the same Wednesday level, printed twice.
pub const CONDITION: &[Spec] = &[
    line("", "gold_certificates", "Gold certificate account"),
    line("", "sdr", "Special drawing rights certificate account"),
    line("", "coin", "Coin"),
    line(
        "",
        "securities_and_lending",
        "Securities, unamortized premiums and discounts, repurchase agreements, and loans",
    ),
    line("securities_and_lending", "securities", "Securities held outright"),
    line("securities", "treasuries", "U.S. Treasury securities"),
    line("treasuries", "bills", "Bills"),
    line("treasuries", "notes_nominal", "Notes and bonds, nominal"),
    line("treasuries", "notes_indexed", "Notes and bonds, inflation-indexed"),
    line("treasuries", "inflation_compensation", "Inflation compensation"),
    line("securities", "agency_debt", "Federal agency debt securities"),
    line("securities", "mbs", "Mortgage-backed securities"),
    line("securities_and_lending", "premiums", "Unamortized premiums on securities held outright"),
    line("securities_and_lending", "discounts", "Unamortized discounts on securities held outright"),
    line("securities_and_lending", "repo", "Repurchase agreements"),
    line("securities_and_lending", "loans", "Loans"),
    line("", "cpff", "Net portfolio holdings of Commercial Paper Funding Facility II LLC"),
    line("", "corporate_credit", "Net portfolio holdings of Corporate Credit Facilities LLC"),
    line("", "main_street", "Net portfolio holdings of MS Facilities 2020 LLC (Main Street Lending Program)"),
    line("", "main_street", "Net portfolio holdings of MS Facilities LLC (Main Street Lending Program)"),
    line("", "municipal_liquidity", "Net portfolio holdings of Municipal Liquidity Facility LLC"),
    line("", "talf", "Net portfolio holdings of TALF II LLC"),
    line("", "maiden_lane", "Net portfolio holdings of Maiden Lane LLC"),
    line("", "items_in_collection", "Items in process of collection"),
    line("", "bank_premises", "Bank premises"),
    line("", "swap_lines", "Central bank liquidity swaps"),
    line("", "foreign_currency_assets", "Foreign currency denominated assets"),
    line("", "remaining_assets", "Other assets"),
    line("", "fed_assets", "Total assets"),
    line("", "fed_notes", "Federal Reserve notes, net of F.R. Bank holdings"),
    line("", "reverse_repo", "Reverse repurchase agreements"),
    line("", "all_deposits", "Deposits"),
    line("all_deposits", "term_deposits", "Term deposits held by depository institutions"),
    line("all_deposits", "reserves", "Other deposits held by depository institutions"),
    line("all_deposits", "tga", "U.S. Treasury, General Account"),
    line("all_deposits", "tga_supplementary", "U.S. Treasury, Supplementary Financing Account"),
    line("all_deposits", "foreign_official_deposits", "Foreign official"),
    line("all_deposits", "other_deposits", "Other"),
    line("", "deferred_items", "Deferred availability cash items"),
    line("", "treasury_contributions", "Treasury contributions to credit facilities"),
    line("", "remaining_liabilities", "Other liabilities and accrued dividends"),
    line("", "fed_liabilities", "Total liabilities"),
    line("", "capital_paid_in", "Capital paid in"),
    line("", "surplus", "Surplus"),
    line("", "other_capital", "Other capital accounts"),
    line("", "fed_capital", "Total capital"),
];

/// Lines without which a page is no H.4.1.
pub const ESSENTIAL: [&str; 13] = [
    "reserve_bank_credit",
    "securities",
    "treasuries",
    "bills",
    "mbs",
    "total_supplying",
    "currency",
    "reverse_repo",
    "deposits",
    "tga",
    "other_liabilities",
    "total_absorbing",
    "reserves",
];

/// Figures that must be there: the headline of the release.
pub const HEADLINE_AVERAGES: [&str; 4] = ["total_supplying", "tga", "total_absorbing", "reserves"];
/// As [`HEADLINE_AVERAGES`], of Wednesday.
pub const HEADLINE_LEVELS: [&str; 3] = ["total_supplying", "tga", "fed_assets"];
