// A pathway's names, clocks and conditions in words, and how text is made safe for Markdown and for Mermaid.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/pathway.hpp"

namespace casetide::output {

/// "team_manager" as "team manager".
std::string in_words(std::string_view name);
/// With a capital letter.
std::string capital(std::string words);
/// "a", "a and b", "a, b and c"; or another word before the last.
std::string listed(const std::vector<std::string>& items, std::string_view last = "and");

/// "1 child", "1,200 children".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

/// "8.1%" for 0.081.
std::string percent(double share);
/// Rounded to what matters: "1400", "91", "3.5".
std::string amount(double value);
/// "2nd"
std::string ordinal(int number);
/// "every 6 weeks", "every week"
std::string every(models::Span span);

/// Text that Markdown shows as it is, on one line, also in a cell of a table.
std::string markdown(std::string_view text);
/// Text that Mermaid shows as it is, inside double quotes.
std::string mermaid(std::string_view text);

/// A label within a sentence, in Markdown.
std::string name(std::string_view label);

// What follows is Markdown.

/// "the child's worker", or the role.
std::string in_words(const models::Doer& doer, const models::Pathway& pathway);
/// Who does it, or who meets, and who authorises it.
std::string who(const models::Obligation& rule, const models::Pathway& pathway);
/// "45 working days from the referral"; "the start" is that of the status.
std::string first_clock(const models::Obligation& rule);
/// "every 6 weeks in the first 12 months, then every 3 months"; "once".
std::string later_clocks(const models::Obligation& rule, const models::Pathway& pathway);
/// What starts the clock again besides the work itself; empty when nothing does.
std::string renewal(const models::Obligation& rule);
/// "from 2018-04-01 until 2020-04-01"; empty when it always holds.
std::string in_words(const models::InForce& days);
/// When the case applies; empty when it always does.
std::string in_words(const models::Decision::Case& one, const models::Pathway& pathway);

}  // namespace casetide::output
