#include "output/page_one_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/text_table.hpp"

namespace casetide::output {

namespace {

constexpr int cell_width = 6;  // and one more for the mark of what cannot be told apart
constexpr int plan_width = cell_width + 1;
constexpr int narrowest_label = 29;
constexpr char alike = '~';
constexpr char equal = '=';

/// The number in at most the width of a cell.
std::string cell(double value, int decimals) {
  const std::string text = number(value, decimals);
  return width_of(text) <= cell_width ? text : fmt::format("{:.0e}", value);
}

std::string words(const CostOfAvoiding& cost) {
  if (cost.risk == Change::alike) return "-";
  const bool less_risk = cost.risk == Change::less;
  const std::string risk = less_risk ? "less risk" : "more risk";
  if (cost.cost == Change::alike) return risk + ", cost alike";
  if (cost.risk == cost.cost) return risk + (less_risk ? " and less cost" : " and more cost");
  const std::string pounds = "£" + number(cost.pounds_a_day, 0);
  return less_risk ? pounds : risk + ", saves " + pounds;
}

class PageOne {
 public:
  PageOne(const Comparison& comparison, const ComparedStretch& stretch, int columns)
      : comparison_(comparison), stretch_(stretch), columns_(columns) {}

  std::string text() {
    for (std::size_t first = 0; first < plans().size(); first += plans_in_a_table())
      table(first, std::min(first + plans_in_a_table(), plans().size()));
    legend();
    if (!stretch_.avoided.empty() && plans().size() > 1) avoided();
    return text_;
  }

 private:
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

  void end_line() {
    text_.erase(text_.find_last_not_of(' ') + 1);
    text_ += "\n";
  }

  void table(std::size_t first, std::size_t last) {
    text_ += "\n" + left("Plan", label_width());
    for (std::size_t plan = first; plan < last; ++plan) text_ += right(fmt::to_string(plan + 1), cell_width) + " ";
    end_line();
    for (const ComparedGroup& group : stretch_.page_one) {
      text_ += cut(group.title, columns_) + "\n";
      for (const ComparedFigure& figure : group.figures) row(figure, first, last);
    }
  }

  void row(const ComparedFigure& figure, std::size_t first, std::size_t last) {
    text_ += left("  " + figure.label, label_width());
    for (std::size_t plan = first; plan < last; ++plan) {
      text_ += right(cell(figure.means[plan], figure.decimals), cell_width) + mark(figure.differences[plan], plan);
      marks_ += text_.back();
    }
    end_line();
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
  }

  void avoided() {
    constexpr int words_width = 25;
    const int label = std::max(columns_ - 2 * words_width, narrowest_label);
    text_ +=
        "\n" + cut("Net cost, placements apart, per child-day at risk avoided against " + baseline(), columns_) + "\n";
    text_ += left("", label) + right("all safeguards", words_width) + right("law and guidance", words_width) + "\n";
    for (std::size_t plan = 0; plan < plans().size(); ++plan) {
      if (plan == comparison_.baseline) continue;
      const AvoidedRisk& avoided = stretch_.avoided[plan];
      text_ += left(fmt::format("{:3} {}", plan + 1, plans()[plan].name), label) +
               right(words(avoided.all), words_width) + right(words(avoided.law_only), words_width) + "\n";
    }
  }

  static constexpr int widest_label = 40;
  const Comparison& comparison_;
  const ComparedStretch& stretch_;
  int columns_;
  std::string marks_;  // that were set
  std::string text_;
};

}  // namespace

std::string page_one_text(const Comparison& comparison, const ComparedStretch& stretch, int columns) {
  return PageOne(comparison, stretch, columns).text();
}

}  // namespace casetide::output
