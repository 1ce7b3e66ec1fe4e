#include "output/page_one_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/paint.hpp"
#include "output/text_table.hpp"

namespace casetide::output {

namespace {

constexpr int cell_width = 6;  // and one more for the mark of what cannot be told apart
constexpr int plan_width = cell_width + 1;
constexpr int narrowest_label = 29;
constexpr char alike = '~';
constexpr char equal = '=';

std::string words(const CostOfAvoiding& cost) {
  if (cost.risk == Change::alike) return "-";
  const bool less_risk = cost.risk == Change::less;
  const std::string risk = less_risk ? "less risk" : "more risk";
  if (cost.cost == Change::alike) return risk + ", cost alike";
  if (cost.risk == cost.cost) return risk + (less_risk ? " and less cost" : " and more cost");
  const std::string pounds = "£" + number(cost.pounds_a_day, 0);
  return less_risk ? pounds : risk + ", saves " + pounds;
}

std::string cell(const BreakEven& even) {
  switch (even.when) {
    case BreakEven::When::same:
      return "=";
    case BreakEven::When::at_once:
      return "start";
    case BreakEven::When::from:
      return month_in_short(*even.month);
    case BreakEven::When::never:
    case BreakEven::When::throughout:
      return "never";
  }
  return "";
}

/// "17" of 20; a tie counts half.
std::string times(double share, int replications) {
  if (std::isnan(share)) return "-";
  const double count = share * replications;
  return number(count, count == std::floor(count) ? 0 : 1);
}

class PageOne {
 public:
  PageOne(const Comparison& comparison, const ComparedStretch& stretch, const TextStyle& style, bool with_decision)
      : comparison_(comparison),
        stretch_(stretch),
        columns_(style.columns),
        paint_(style.colour),
        with_decision_(with_decision) {}

  std::string text() {
    for (std::size_t first = 0; first < plans().size(); first += plans_in_a_table())
      table(first, std::min(first + plans_in_a_table(), plans().size()));
    legend();
    if (!stretch_.avoided.empty() && plans().size() > 1) avoided();
    if (with_decision_) turning();
    return text_;
  }

 private:
  using Headline = models::Headline;

  const Decision& decision() const { return comparison_.decision; }
  const std::vector<PlanName>& plans() const { return comparison_.identity.plans; }
  const std::string& baseline() const { return plans()[comparison_.baseline].name; }
  /// As many as leave room for the labels; of several tables each has about as many.
  std::size_t plans_in_a_table() const {
    const auto most = static_cast<std::size_t>(std::max((columns_ - narrowest_label) / plan_width, 1));
    const std::size_t tables = (plans().size() + most - 1) / most;
    return tables == 0 ? most : (plans().size() + tables - 1) / tables;
  }
  int label_width() const {
    const auto shown = std::min(plans().size(), plans_in_a_table());
    return std::min(columns_ - plan_width * static_cast<int>(shown), widest_label);
  }

  void section(const std::string& title) { text_ += paint_.title(cut(title, columns_)) + "\n"; }

  void end_line() {
    text_.erase(text_.find_last_not_of(' ') + 1);
    text_ += "\n";
  }

  void table(std::size_t first, std::size_t last) {
    text_ += "\n" + left("Plan", label_width());
    for (std::size_t plan = first; plan < last; ++plan) text_ += right(fmt::to_string(plan + 1), cell_width) + " ";
    end_line();
    for (const ComparedGroup& group : stretch_.page_one) {
      section(group.title);
      for (const ComparedFigure& figure : group.figures) row(figure, first, last);
    }
    if (!with_decision_) return;
    targets(first, last);
    if (plans().size() > 1) against_baseline(first, last);
  }

  void row(const ComparedFigure& figure, std::size_t first, std::size_t last) {
    text_ += left("  " + figure.label, label_width());
    for (std::size_t plan = first; plan < last; ++plan) {
      text_ += right(number(figure.means[plan], figure.decimals, cell_width), cell_width) +
               mark(figure.differences[plan], plan);
      marks_ += text_.back();
    }
    end_line();
  }

  /// `cell_of` gives the text for a plan.
  template <typename CellOf>
  void words_row(const std::string& label, std::size_t first, std::size_t last, CellOf cell_of) {
    text_ += left("  " + label, label_width());
    for (std::size_t plan = first; plan < last; ++plan) text_ += right(cell_of(plan), cell_width) + " ";
    end_line();
  }

  /// ... and a dash for the baseline.
  template <typename CellOf>
  void against_row(const std::string& label, std::size_t first, std::size_t last, CellOf cell_of) {
    words_row(label, first, last,
              [&](std::size_t plan) { return plan == comparison_.baseline ? std::string("-") : cell_of(plan); });
  }

  void targets(std::size_t first, std::size_t last) {
    if (decision().targets.empty()) return;
    section(fmt::format("Targets: simulated futures of {} that meet them in the year to 31 March",
                        comparison_.replications));
    for (const JudgedTarget& target : decision().targets) {
      const auto* chances = target.by_its_year();
      const std::string year = fmt::format(", {}", target.by);
      const std::string label = cut(target.label, label_width() - 2 - width_of(year)) + year;
      words_row(label, first, last,
                [&](std::size_t plan) { return chances ? fmt::to_string((*chances)[plan].met) : std::string("-"); });
    }
  }

  void against_baseline(std::size_t first, std::size_t last) {
    const int replications = comparison_.replications;
    section(fmt::format("Beside {}, month by month and future by future", baseline()));
    const auto lower = [&](Headline headline) {
      return [this, headline, replications](std::size_t plan) {
        return times(decision().of(headline, plan).chance_lower, replications);
      };
    };
    const auto course = [&](std::size_t plan) -> const Course& { return decision().courses[plan]; };
    against_row(fmt::format("Fewer days, law: of {}", replications), first, last, lower(Headline::days_at_risk_law));
    against_row(fmt::format("Fewer days, all: of {}", replications), first, last, lower(Headline::days_at_risk));
    against_row("Fewer days since, law", first, last, [&](std::size_t plan) { return cell(course(plan).law_only); });
    against_row("Fewer days since, all", first, last, [&](std::size_t plan) { return cell(course(plan).all); });
    if (!stretch_.avoided.empty())
      against_row("Less net cost since", first, last, [&](std::size_t plan) { return cell(course(plan).net_cost); });
    worst(first, last);
    regret(first, last);
    if (!stretch_.avoided.empty())
      words_row("No plan beats it", first, last, [&](std::size_t plan) { return unbeaten(plan); });
  }

  void worst(std::size_t first, std::size_t last) {
    const auto found = [&](std::size_t plan) { return decision().courses[plan].worst_law; };
    words_row("Worst month, law", first, last,
              [&](std::size_t plan) { return found(plan) ? month_in_short(found(plan)->month) : "-"; });
    words_row("... days per 100 in it", first, last,
              [&](std::size_t plan) { return found(plan) ? number(found(plan)->days, 1, cell_width) : "-"; });
  }

  void regret(std::size_t first, std::size_t last) {
    const auto& regrets = decision().best_by_law.regrets;
    if (regrets.empty()) return;
    words_row("Days lost to best, law", first, last,
              [&](std::size_t plan) { return number(regrets[plan].mean, 2, cell_width); });
  }

  std::string unbeaten(std::size_t plan) const {
    const bool law = decision().unbeaten_by_law[plan];
    const bool all = decision().unbeaten[plan];
    return law && all ? "yes" : law ? "law" : all ? "all" : "no";
  }

  char mark(const Difference& difference, std::size_t plan) const {
    if (plan == comparison_.baseline || difference.pairs < 2 || difference.is_told_apart()) return ' ';
    return difference.low == 0 && difference.high == 0 ? equal : alike;
  }

  void legend() {
    std::string meaning;
    if (marks_.find(alike) != std::string::npos) meaning += fmt::format("{} cannot be told apart (90 %)", alike);
    if (marks_.find(equal) != std::string::npos)
      meaning += fmt::format("{}{} the same in every replication", meaning.empty() ? "" : ", ", equal);
    if (!meaning.empty()) text_ += paragraph(meaning + ", as " + baseline(), columns_);
    if (with_decision_ && plans().size() > 1) text_ += paragraph(about_the_rows(), columns_);
  }

  std::string about_the_rows() const {
    std::string words = fmt::format(
        "Since: from this month on the sum so far stays below that of {}. Worst month: since the plans "
        "differ. Days lost: per 100, against the best plan of each future.",
        baseline());
    if (!stretch_.avoided.empty())
      words += " No plan beats it: none has no more days and no more cost, one of the two told apart.";
    return fmt::format("{} Intervals show {}.", words, decision().bands());
  }

  void avoided() {
    constexpr int words_width = 25;
    const int label = std::max(columns_ - 2 * words_width, narrowest_label);
    text_ += "\n";
    section("Net cost, placements apart, per child-day at risk avoided against " + baseline());
    text_ += left("", label) + right("all safeguards", words_width) + right("law and guidance", words_width) + "\n";
    for (std::size_t plan = 0; plan < plans().size(); ++plan) {
      if (plan == comparison_.baseline) continue;
      const AvoidedRisk& avoided = stretch_.avoided[plan];
      text_ += left(fmt::format("{:3} {}", plan + 1, plans()[plan].name), label) +
               right(words(avoided.all), words_width) + right(words(avoided.law_only), words_width) + "\n";
    }
  }

  void turning() {
    const auto sentences = turning_points(decision(), plans());
    if (sentences.empty()) return;
    text_ += "\n";
    section("What would turn the order");
    for (const std::string& sentence : sentences) text_ += paragraph(sentence + ".", columns_);
  }

  static constexpr int widest_label = 40;
  const Comparison& comparison_;
  const ComparedStretch& stretch_;
  int columns_;
  Paint paint_;
  bool with_decision_;
  std::string marks_;  // that were set
  std::string text_;
};

}  // namespace

std::string page_one_text(const Comparison& comparison, const ComparedStretch& stretch, const TextStyle& style,
                          bool with_decision) {
  return PageOne(comparison, stretch, style, with_decision).text();
}

}  // namespace casetide::output
