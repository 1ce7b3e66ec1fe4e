#include "output/pathway_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "output/text_table.hpp"

namespace casetide::output {

namespace {

using models::ClockFrom, models::RenewedBy;
using Starts = models::Obligation::Starts;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; }

/// Without line breaks at its end, as YAML's blocks have them.
std::string_view trimmed(std::string_view text) { return text.substr(0, text.find_last_not_of(" \r\n") + 1); }

bool is_inside_word(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && is_word(text[at - 1]) && is_word(text[at + 1]);
}

/// Does text that begins like this begin a list: "1. ", "- "?
bool is_list_marker(std::string_view text, std::size_t at) {
  if (at + 1 < text.size() && text[at + 1] != ' ') return false;
  if (at == 0) return text[at] == '-' || text[at] == '+';
  return (text[at] == '.' || text[at] == ')') && std::ranges::all_of(text.substr(0, at), is_digit);
}

std::string any_of(const std::vector<models::StatusId>& statuses, const models::Pathway& pathway) {
  std::vector<std::string> names;
  for (const models::StatusId status : statuses) names.push_back(name(pathway.statuses[index(status)].label));
  return listed(names, "or");
}

std::string ages(const models::Decision::Case& one) {
  const bool any_from = one.age_from <= 0, any_below = one.age_below >= models::Decision::any_age;
  if (any_from && any_below) return {};
  if (any_from) return fmt::format("aged under {}", one.age_below);
  if (any_below) return fmt::format("aged {} or over", one.age_from);
  if (one.age_from + 1 == one.age_below) return fmt::format("aged {}", one.age_from);
  return fmt::format("aged {} to {}", one.age_from, one.age_below - 1);
}

std::string meeting(const models::Obligation& rule, const models::Pathway& pathway) {
  std::vector<std::string> people, needed;
  for (const models::Doer& doer : rule.meeting->attended_by) people.push_back(in_words(doer, pathway));
  for (const models::ObligationId id : rule.meeting->needs)
    needed.push_back(name(pathway.obligations[index(id)].label));
  const std::string kind = people.size() == 1 ? "appointment" : "meeting";
  const std::string text = fmt::format("{} of {}", kind, listed(people));
  return needed.empty() ? text : fmt::format("{}, not before {}", text, listed(needed));
}

/// One of the later clocks. `goes_on`: the last, which repeats for ever.
std::string interval(const models::Interval& interval, bool goes_on, const models::Pathway& pathway) {
  if (!goes_on && !interval.has_condition()) return fmt::format("after {}", models::text(interval.every));
  const std::string again = every(interval.every);
  if (interval.within) return fmt::format("{} in the first {}", again, models::text(*interval.within));
  if (interval.before)
    return fmt::format("{} until the first {}", again, name(pathway.obligations[index(*interval.before)].label));
  if (interval.holding)
    return fmt::format("{} while also {}", again, name(pathway.statuses[index(*interval.holding)].label));
  return again;
}

}  // namespace

std::string in_words(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string capital(std::string words) {
  if (!words.empty()) words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
  return words;
}

std::string listed(const std::vector<std::string>& items, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 < items.size() ? ", " : fmt::format(" {} ", last);
    text += items[i];
  }
  return text;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number(static_cast<double>(count), 0), count == 1 ? one : many);
}

std::string percent(double share) { return fmt::format("{:.4g}%", 100 * share); }

std::string amount(double value) { return value >= 100 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value); }

std::string ordinal(int number) {
  constexpr std::array<std::string_view, 4> endings = {"th", "st", "nd", "rd"};
  const bool is_teen = number / 10 % 10 == 1;
  const auto last = static_cast<std::size_t>(number % 10);
  return fmt::format("{}{}", number, endings[is_teen || last > 3 ? 0 : last]);
}

std::string every(models::Span span) {
  const std::string words = models::text(span);
  return fmt::format("every {}", span.count == 1 ? words.substr(2) : words);
}

std::string markdown(std::string_view text) {
  constexpr std::string_view special = "\\`*[]|~$#";
  text = trimmed(text);
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') continue;
    if (special.find(c) != std::string_view::npos || (c == '_' && !is_inside_word(text, i))) safe += '\\';
    if (c == '\n')
      safe += "<br>";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '&')
      safe += "&amp;";
    else
      safe += c;
  }
  return safe;
}

std::string mermaid(std::string_view text) {
  constexpr std::string_view harmless = " ,.:%'()/+-";
  text = trimmed(text);
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') continue;
    if (c == '\n')
      safe += "<br>";
    else if (is_word(c) || (harmless.find(c) != std::string_view::npos && !is_list_marker(text, i)))
      safe += c;
    else
      safe += fmt::format("#{};", static_cast<int>(static_cast<unsigned char>(c)));
  }
  return safe;
}

std::string name(std::string_view label) { return fmt::format("*{}*", markdown(label)); }

std::string in_words(const models::Doer& doer, const models::Pathway& pathway) {
  return doer.case_holder ? "the child's worker" : in_words(pathway.roles[index(doer.role)]);
}

std::string who(const models::Obligation& rule, const models::Pathway& pathway) {
  if (!rule.work && rule.renewed_by == RenewedBy::itself) return "nobody's own work: a limit";
  if (!rule.work) return "nobody's own work: other work renews it";
  std::string text = rule.meeting ? meeting(rule, pathway) : in_words(rule.work->by, pathway);
  if (!rule.work->authorised_by) return text;
  return fmt::format("{}; authorised by {}", text, in_words(*rule.work->authorised_by, pathway));
}

std::string first_clock(const models::Obligation& rule) {
  const auto from = [&] {
    if (rule.clock_from == ClockFrom::referral) return "the referral";
    if (rule.starts == Starts::on_change_of_worker) return "the change of worker";
    if (rule.starts == Starts::with_status) return "the start";
    return rule.clock_from == ClockFrom::own_start ? "the decision that asks for it"
                                                   : "the start, once it is asked for";
  };
  return fmt::format("{} from {}", models::text(rule.due), from());
}

std::string later_clocks(const models::Obligation& rule, const models::Pathway& pathway) {
  std::vector<std::string> clocks;
  for (const models::Interval& one : rule.then_every)
    clocks.push_back(interval(one, clocks.size() + 1 == rule.then_every.size(), pathway));
  return clocks.empty() ? "once" : fmt::format("{}", fmt::join(clocks, ", then "));
}

std::string renewal(const models::Obligation& rule) {
  if (rule.renewed_by == RenewedBy::itself) return {};
  const char* event = rule.renewed_by == RenewedBy::seen ? "the child is seen" : "the plan is monitored";
  return fmt::format("{} {}", rule.then_every.empty() ? "met when" : "whenever", event);
}

std::string in_words(const models::InForce& days) {
  std::vector<std::string> words;
  if (days.from != sim::Date::min()) words.push_back(fmt::format("from {}", sim::text(days.from)));
  if (days.until != sim::Date::max()) words.push_back(fmt::format("until {}", sim::text(days.until)));
  return fmt::format("{}", fmt::join(words, " "));
}

std::string in_words(const models::Decision::Case& one, const models::Pathway& pathway) {
  std::vector<std::string> words;
  if (one.need_met) words.push_back(*one.need_met ? "the need is met" : "the need is not met");
  if (!one.holding.empty()) words.push_back(fmt::format("holding {}", any_of(one.holding, pathway)));
  if (!one.not_holding.empty()) words.push_back(fmt::format("not holding {}", any_of(one.not_holding, pathway)));
  if (one.occasion > 1) words.push_back(fmt::format("for the {} time or later", ordinal(one.occasion)));
  words.push_back(ages(one));
  words.push_back(in_words(one.in_force));
  std::erase(words, "");
  return fmt::format("{}", fmt::join(words, ", and "));
}

}  // namespace casetide::output
