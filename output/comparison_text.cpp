// A comparison as tables for people.
#include <fmt/format.h>

#include <algorithm>

#include "output/comparison.hpp"
#include "output/decision_text.hpp"
#include "output/page_one_text.hpp"
#include "output/paint.hpp"
#include "output/text_table.hpp"

namespace casetide::output {

namespace {

constexpr std::size_t plans_in_a_table = 4;
constexpr int narrowest_plan = 11;
constexpr int widest_plan = 16;
constexpr int longest_label = 42;
constexpr int difference_width = 9;
constexpr int interval_width = 40;

/// Lays out one comparison; each member adds lines to the text.
class Page {
 public:
  Page(const Comparison& comparison, const TextStyle& style)
      : comparison_(comparison), columns_(style.columns), paint_(style.colour), style_(style) {}

  std::string text() {
    heading();
    const ComparedStretch& whole = comparison_.stretches.front();
    title("Page one: " + whole.stretch.title);
    text_ += page_one_text(comparison_, whole, style_, true);
    courses();
    falling_behind();
    if (style_.at_length) {
      text_ += decision_text(comparison_, columns_);
      for (const ComparedStretch& stretch : comparison_.stretches) all_figures(stretch);
    } else {
      text_ += "\n" + paragraph(
                          "The last year by itself, every figure, the differences with their intervals, targets "
                          "by year, and what the assumptions do: --all. For programs: --json.",
                          columns_);
    }
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

  void courses() {
    std::vector<std::string> names;
    for (const PlanName& plan : plans()) names.push_back(plan.name);
    text_ += output::text(comparison_.trajectories, names, style_);
  }

  void falling_behind() {
    if (comparison_.falls_behind.empty()) return;
    text_ += "\n" + paint_.title("Teams that fall behind (work that waits, over the last years; 90 % interval)") + "\n";
    for (const TeamBacklog& team : comparison_.falls_behind)
      text_ += fmt::format("{}    {}\n", paragraph("  " + team.label + ", " + plans()[team.plan].label + ":", columns_),
                           fmt::join(wrapped(sentence(team), columns_ - 4, " "), "\n    "));
  }

  void all_figures(const ComparedStretch& stretch) {
    title(stretch.stretch.title);
    if (&stretch != &comparison_.stretches.front()) text_ += page_one_text(comparison_, stretch, style_, false);
    for (std::size_t first = 0; first < plans().size(); first += plans_in_a_table) means(stretch, first);
    for (std::size_t plan = 0; plan < plans().size(); ++plan)
      if (plan != comparison_.baseline) differences(stretch, plan);
  }

  void heading() {
    const RunIdentity& run = comparison_.identity;
    text_ += paint_.title(cut(run.title, columns_)) + "\n";
    text_ += cut(fmt::format("{}; means over {} replication{}; run {}", run.place, comparison_.replications,
                             comparison_.replications == 1 ? "" : "s", run.run_id()),
                 columns_) +
             "\n\n";
    for (const std::string& warning : warnings(comparison_)) {
      for (const std::string& line : wrapped("Warning: " + warning, columns_, " "))
        text_ += paint_.warning(line) + "\n";
      text_ += "\n";
    }
    text_ += paragraph(comparison_.answer, columns_) + "\n" + paint_.title("Plans") + "\n";
    for (std::size_t plan = 0; plan < plans().size(); ++plan)
      text_ += cut(fmt::format("{:3} {}: {}{}", plan + 1, plans()[plan].name, plans()[plan].label,
                               plan == comparison_.baseline ? " (baseline)" : ""),
                   columns_) +
               "\n";
  }

  void title(const std::string& title) {
    text_ += "\n" + paint_.title(cut(title, columns_)) + "\n";
    text_ += std::string(static_cast<std::size_t>(std::min(width_of(title), columns_)), '=') + "\n";
  }

  void means(const ComparedStretch& stretch, std::size_t first) {
    const std::size_t last = std::min(first + plans_in_a_table, plans().size());
    text_ += "\n";
    plan_names(first, last);
    for (const ComparedGroup& group : stretch.groups) {
      text_ += paint_.title(cut(group.title, columns_)) + "\n";
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
    text_ += "\n" + paint_.title(cut(fmt::format("Difference: {} less {}", plans()[plan].name, baseline()), columns_)) +
             "\n";
    text_ += left("", difference_label_width()) + right("mean", difference_width) + "  90 % interval\n";
    for (const ComparedGroup& group : stretch.groups) {
      text_ += paint_.title(cut(group.title, columns_)) + "\n";
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
  Paint paint_;
  TextStyle style_;
  std::string text_;
};

}  // namespace

std::string text(const Comparison& comparison, const TextStyle& style) { return Page(comparison, style).text(); }

}  // namespace casetide::output
