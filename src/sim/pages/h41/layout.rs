//! The rows of a release, as printed: label, footnote mark, indentation, figure.

/// A row.
pub struct Row {
    /// Rank from the left margin.
    pub rank: u8,
    /// The label; empty for a blank row.
    pub label: &'static str,
    /// The footnote mark that sticks to it.
    pub mark: &'static str,
    /// The name of its line; empty for a heading or a blank row.
    pub name: &'static str,
    /// Whether it is printed only in years that have a figure: an emergency facility.
    pub occasional: bool,
}

const fn row(rank: u8, label: &'static str, mark: &'static str, name: &'static str) -> Row {
    Row { rank, label, mark, name, occasional: false }
}

const fn facility(rank: u8, label: &'static str, mark: &'static str, name: &'static str) -> Row {
    Row { rank, label, mark, name, occasional: true }
}

const BLANK: Row = row(0, "", "", "");
const CPFF: &str = "Net portfolio holdings of Commercial Paper Funding Facility II LLC";
const CCF: &str = "Net portfolio holdings of Corporate Credit Facilities LLC";
const MAIN_STREET: &str = "Net portfolio holdings of MS Facilities 2020 LLC (Main Street Lending Program)";
const MLF: &str = "Net portfolio holdings of Municipal Liquidity Facility LLC";
const TALF: &str = "Net portfolio holdings of TALF II LLC";
const MAIDEN_LANE: &str = "Net portfolio holdings of Maiden Lane LLC";

/// Table 1, factors supplying reserve funds.
pub const SUPPLYING: &[Row] = &[
    row(0, "Reserve Bank credit", "", "reserve_bank_credit"),
    row(1, "Securities held outright", "1", "securities"),
    row(2, "U.S. Treasury securities", "", "treasuries"),
    row(3, "Bills", "2", "bills"),
    row(3, "Notes and bonds, nominal", "2", "notes_nominal"),
    row(3, "Notes and bonds, inflation-indexed", "2", "notes_indexed"),
    row(3, "Inflation compensation", "3", "inflation_compensation"),
    row(2, "Federal agency debt securities", "2", "agency_debt"),
    row(2, "Mortgage-backed securities", "4", "mbs"),
    row(1, "Unamortized premiums on securities held outright", "5", "premiums"),
    row(1, "Unamortized discounts on securities held outright", "5", "discounts"),
    row(1, "Repurchase agreements", "6", "repo"),
    row(2, "Foreign official", "", "repo_foreign"),
    row(2, "Others", "", "repo_others"),
    row(1, "Loans", "", "loans"),
    row(2, "Primary credit", "", "primary_credit"),
    row(2, "Secondary credit", "", "secondary_credit"),
    row(2, "Seasonal credit", "", "seasonal_credit"),
    facility(2, "Primary Dealer Credit Facility", "", "pdcf"),
    facility(2, "Money Market Mutual Fund Liquidity Facility", "", "mmlf"),
    facility(2, "Paycheck Protection Program Liquidity Facility", "", "ppplf"),
    facility(2, "Bank Term Funding Program", "", "btfp"),
    row(2, "Other credit extensions", "", "other_credit"),
    facility(1, CPFF, "7", "cpff"),
    facility(1, CCF, "7", "corporate_credit"),
    facility(1, MAIN_STREET, "7", "main_street"),
    facility(1, MLF, "7", "municipal_liquidity"),
    facility(1, TALF, "7", "talf"),
    facility(1, MAIDEN_LANE, "7", "maiden_lane"),
    row(1, "Float", "", "float"),
    row(1, "Central bank liquidity swaps", "8", "swap_lines"),
    row(1, "Other Federal Reserve assets", "9", "other_assets"),
    row(0, "Foreign currency denominated assets", "10", "foreign_currency_assets"),
    row(0, "Gold stock", "", "gold"),
    row(0, "Special drawing rights certificate account", "", "sdr"),
    row(0, "Treasury currency outstanding", "11", "treasury_currency"),
    BLANK,
    row(0, "Total factors supplying reserve funds", "", "total_supplying"),
];

/// Table 1, factors absorbing reserve funds.
pub const ABSORBING: &[Row] = &[
    row(0, "Currency in circulation", "11", "currency"),
    row(0, "Reverse repurchase agreements", "12", "reverse_repo"),
    row(1, "Foreign official and international accounts", "", "foreign_rrp"),
    row(1, "Others", "", "on_rrp"),
    row(0, "Treasury cash holdings", "", "treasury_cash"),
    row(0, "Deposits with F.R. Banks, other than reserve balances", "", "deposits"),
    row(1, "Term deposits held by depository institutions", "", "term_deposits"),
    row(1, "U.S. Treasury, General Account", "", "tga"),
    facility(1, "U.S. Treasury, Supplementary Financing Account", "", "tga_supplementary"),
    row(1, "Foreign official", "", "foreign_official_deposits"),
    row(1, "Other", "13", "other_deposits"),
    facility(0, "Treasury contributions to credit facilities", "14", "treasury_contributions"),
    row(0, "Other liabilities and capital", "15", "other_liabilities"),
    BLANK,
    row(0, "Total factors, other than reserve balances, absorbing reserve funds", "", "total_absorbing"),
    BLANK,
    row(0, "Reserve balances with Federal Reserve Banks", "", "reserves"),
];

/// Table 5, assets.
pub const ASSETS: &[Row] = &[
    row(0, "Assets", "", ""),
    row(1, "Gold certificate account", "", "gold_certificates"),
    row(1, "Special drawing rights certificate account", "", "sdr"),
    row(1, "Coin", "", "coin"),
    row(
        1,
        "Securities, unamortized premiums and discounts, repurchase agreements, and loans",
        "",
        "securities_and_lending",
    ),
    row(2, "Securities held outright", "1", "securities"),
    row(3, "U.S. Treasury securities", "", "treasuries"),
    row(4, "Bills", "2", "bills"),
    row(4, "Notes and bonds, nominal", "2", "notes_nominal"),
    row(4, "Notes and bonds, inflation-indexed", "2", "notes_indexed"),
    row(4, "Inflation compensation", "3", "inflation_compensation"),
    row(3, "Federal agency debt securities", "2", "agency_debt"),
    row(3, "Mortgage-backed securities", "4", "mbs"),
    row(2, "Unamortized premiums on securities held outright", "5", "premiums"),
    row(2, "Unamortized discounts on securities held outright", "5", "discounts"),
    row(2, "Repurchase agreements", "6", "repo"),
    row(2, "Loans", "7", "loans"),
    facility(1, CPFF, "8", "cpff"),
    facility(1, CCF, "8", "corporate_credit"),
    facility(1, MAIN_STREET, "8", "main_street"),
    facility(1, MLF, "8", "municipal_liquidity"),
    facility(1, TALF, "8", "talf"),
    facility(1, MAIDEN_LANE, "8", "maiden_lane"),
    row(1, "Items in process of collection", "", "items_in_collection"),
    row(1, "Bank premises", "", "bank_premises"),
    row(1, "Central bank liquidity swaps", "9", "swap_lines"),
    row(1, "Foreign currency denominated assets", "10", "foreign_currency_assets"),
    row(1, "Other assets", "11", "remaining_assets"),
    BLANK,
    row(0, "Total assets", "", "fed_assets"),
];

/// Table 5, liabilities and capital.
pub const LIABILITIES: &[Row] = &[
    row(0, "Liabilities", "", ""),
    row(1, "Federal Reserve notes, net of F.R. Bank holdings", "", "fed_notes"),
    row(1, "Reverse repurchase agreements", "12", "reverse_repo"),
    row(1, "Deposits", "", "all_deposits"),
    row(2, "Term deposits held by depository institutions", "", "term_deposits"),
    row(2, "Other deposits held by depository institutions", "", "reserves"),
    row(2, "U.S. Treasury, General Account", "", "tga"),
    facility(2, "U.S. Treasury, Supplementary Financing Account", "", "tga_supplementary"),
    row(2, "Foreign official", "", "foreign_official_deposits"),
    row(2, "Other", "13", "other_deposits"),
    row(1, "Deferred availability cash items", "", "deferred_items"),
    facility(1, "Treasury contributions to credit facilities", "14", "treasury_contributions"),
    row(1, "Other liabilities and accrued dividends", "15", "remaining_liabilities"),
    BLANK,
    row(0, "Total liabilities", "", "fed_liabilities"),
    BLANK,
    row(0, "Capital accounts", "", ""),
    row(1, "Capital paid in", "", "capital_paid_in"),
    row(1, "Surplus", "", "surplus"),
    row(1, "Other capital accounts", "", "other_capital"),
    BLANK,
    row(0, "Total capital", "", "fed_capital"),
];
