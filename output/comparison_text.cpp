// A comparison as tables for people.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/safeguard_names.hpp"
#include "output/comparison.hpp"

namespace casetide::output {

namespace {

constexpr std::size_t plans_in_a_table = 4;
constexpr int narrowest_plan = 11;
constexpr int widest_plan = 16;
constexpr int longest_label = 42;
constexpr int difference_width = 9;
constexpr int interval_width = 40;

/// Characters of UTF-8 text: bytes that do not continue one.
int width_of(const std::string& text) {
  return static_cast<int>(std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

/// The first `width` characters, the last three of them dots where something is cut off.
std::string cut(const std::string& text, int width) {
  if (width_of(text) <= width) return text;
  std::string kept;
  int characters = 0;
  for (const char byte : text) {
    if ((byte & 0xC0) != 0x80 && ++characters > width - 3) break;
    kept += byte;
  }
  return kept + "...";
}

std::string left(const std::string& text, int width) {
  const std::string fitted = cut(text, width);
  return fitted + std::string(static_cast<std::size_t>(width - width_of(fitted)), ' ');
}

std::string right(const std::string& text, int width) {
  const int missing = std::max(width - width_of(text), 0);
  return std::string(static_cast<std::size_t>(missing), ' ') + text;
}

/// "-2,345.6"; no decimals from 10,000 on; a dash where there is no number.
std::string number(double value, int decimals) {
  if (std::isnan(value)) return "-";
  std::string digits = fmt::format("{:.{}f}", std::abs(value), std::abs(value) < 10'000 ? decimals : 0);
  const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, ",");
  return (value < 0 && !is_zero ? "-" : "") + digits;
}

/// Lines of at most `width` characters, broken at spaces, and at underscores when there are none.
std::vector<std::string> wrapped(const std::string& text, int width, const char* breaks) {
  std::vector<std::string> lines;
  std::string rest = text;
  while (width_of(rest) > width) {
    std::size_t at = rest.find_last_of(breaks, static_cast<std::size_t>(width - 1));
    if (at == std::string::npos || at == 0) {
      lines.push_back(cut(rest, width));  // one long word
      return lines;
    }
    const bool keeps = rest[at] != ' ';
    lines.push_back(rest.substr(0, keeps ? at + 1 : at));
    rest = rest.substr(at + 1);
  }
  lines.push_back(rest);
  return lines;
}

std::string paragraph(const std::string& text, int columns) {
  std::string result;
  for (const std::string& line : wrapped(text, columns, " ")) result += line + "\n";
  return result;
}

/// Lays out one comparison; each member adds lines to the text.
class Page {
 public:
  Page(const Comparison& comparison, int columns) : comparison_(comparison), columns_(columns) {}

  std::string text() {
    heading();
    for (const ComparedStretch& stretch : comparison_.stretches) {
      text_ += "\n" + cut(stretch.stretch.title, columns_) + "\n";
      text_ += std::string(static_cast<std::size_t>(std::min(width_of(stretch.stretch.title), columns_)), '=') + "\n";
      for (std::size_t first = 0; first < plans().size(); first += plans_in_a_table) means(stretch, first);
      for (std::size_t plan = 0; plan < plans().size(); ++plan)
        if (plan != comparison_.baseline) differences(stretch, plan);
    }
    text_ += "\n" + paragraph(std::string(models::guard_sentence), columns_);
    return text_;
  }

 private:
  const std::vector<PlanName>& plans() const { return comparison_.identity.plans; }
  const std::string& baseline() const { return plans()[comparison_.baseline].name; }
  int plan_width() const {
    const int plans_shown = static_cast<int>(std::min(plans().size(), plans_in_a_table));
    return std::clamp((columns_ - longest_label) / plans_shown, narrowest_plan, widest_plan);
  }
  int label_width() const {
    const int plans_shown = static_cast<int>(std::min(plans().size(), plans_in_a_table));
    return std::max(20, columns_ - plan_width() * plans_shown);
  }
  int difference_label_width() const { return std::max(20, columns_ - difference_width - interval_width); }

  void heading() {
    const RunIdentity& run = comparison_.identity;
    text_ += cut(run.title, columns_) + "\n";
    text_ += cut(fmt::format("{}; means over {} replication{}; run {}", run.place, comparison_.replications,
                             comparison_.replications == 1 ? "" : "s", run.run_id()),
                 columns_) +
             "\n\n";
    for (const std::string& warning : warnings(comparison_)) text_ += paragraph("Warning: " + warning, columns_) + "\n";
    text_ += "Plans\n";
    for (const PlanName& plan : plans()) {
      const bool is_baseline = plan.name == baseline();
      text_ += cut(fmt::format("  {}: {}{}", plan.name, plan.label, is_baseline ? " (baseline)" : ""), columns_) + "\n";
    }
  }

  void means(const ComparedStretch& stretch, std::size_t first) {
    const std::size_t last = std::min(first + plans_in_a_table, plans().size());
    text_ += "\n";
    plan_names(first, last);
    for (const ComparedGroup& group : stretch.groups) {
      text_ += cut(group.title, columns_) + "\n";
      for (const ComparedFigure& figure : group.figures) {
        text_ += left("  " + figure.label, label_width());
        for (std::size_t plan = first; plan < last; ++plan)
          text_ += right(number(figure.means[plan], figure.decimals), plan_width());
        text_ += "\n";
      }
    }
  }

  /// Over the columns, on as many lines as the longest name needs.
  void plan_names(std::size_t first, std::size_t last) {
    std::vector<std::vector<std::string>> names;
    std::size_t lines = 0;
    for (std::size_t plan = first; plan < last; ++plan) {
      names.push_back(wrapped(plans()[plan].name, plan_width() - 1, " _-"));
      lines = std::max(lines, names.back().size());
    }
    for (std::size_t line = 0; line < lines; ++line) {
      text_ += left("", label_width());
      for (const auto& name : names) text_ += right(line < name.size() ? name[line] : "", plan_width());
      text_.erase(text_.find_last_not_of(' ') + 1);
      text_ += "\n";
    }
  }

  void differences(const ComparedStretch& stretch, std::size_t plan) {
    text_ += "\n" + cut(fmt::format("Difference: {} less {}", plans()[plan].name, baseline()), columns_) + "\n";
    text_ += left("", difference_label_width()) + right("mean", difference_width) + "  90 % interval\n";
    for (const ComparedGroup& group : stretch.groups) {
      text_ += cut(group.title, columns_) + "\n";
      for (const ComparedFigure& figure : group.figures) {
        const Difference& difference = figure.differences[plan];
        text_ += left("  " + figure.label, difference_label_width()) +
                 right(number(difference.mean, figure.decimals), difference_width);
        verdict(difference, figure.decimals);
      }
    }
  }

  /// The interval, on a line of its own where the words before it leave no room.
  void verdict(const Difference& difference, int decimals) {
    const bool is_equal = difference.low == 0 && difference.high == 0;
    if (difference.pairs < 2 || is_equal) {
      text_ += is_equal ? "  the same in every replication\n" : "  no interval\n";
      return;
    }
    const std::string interval =
        fmt::format("{} to {}", number(difference.low, decimals), number(difference.high, decimals));
    if (difference.is_told_apart()) {
      text_ += "  " + interval + "\n";
      return;
    }
    const std::string words = "cannot be told apart";
    const int used = difference_label_width() + difference_width + 2;
    text_ += "  " + words;
    if (used + width_of(words + " ()" + interval) > columns_)
      text_ += "\n" + right("(" + interval + ")", columns_) + "\n";
    else
      text_ += " (" + interval + ")\n";
  }

  const Comparison& comparison_;
  int columns_;
  std::string text_;
};

}  // namespace

std::string text(const Comparison& comparison, int columns) { return Page(comparison, columns).text(); }

}  // namespace casetide::output
