#include "output/decision_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/text_table.hpp"

namespace casetide::output {

namespace {

constexpr int cell_width = 9;

/// Lays out one decision; each member adds a section.
class Behind {
 public:
  Behind(const Comparison& comparison, int columns) : comparison_(comparison), columns_(columns) {}

  std::string text() {
    if (plans().size() > 1) {
      for (std::size_t plan = 0; plan < plans().size(); ++plan)
        if (plan != comparison_.baseline) pairing(plan);
      regrets();
      for (const PlanOrder& order : decision().orders) in_order(order);
      worst_against();
    }
    for (const JudgedTarget& target : decision().targets) by_year(target);
    for (const Influences& on : decision().effects.influences) strongest(on);
    return std::move(text_);
  }

 private:
  const Decision& decision() const { return comparison_.decision; }
  const std::vector<PlanName>& plans() const { return comparison_.identity.plans; }
  const std::string& name(std::size_t plan) const { return plans()[plan].name; }

  bool is_priced() const { return !comparison_.stretches.front().avoided.empty(); }

  void heading(const std::string& words, std::initializer_list<const char*> columns) {
    text_ += "\n" + paragraph(words, columns_);
    text_ += left("", label_width(columns.size()));
    for (const char* column : columns) text_ += right(column, cell_width);
    text_ += "\n";
  }
  int label_width(std::size_t cells) const { return columns_ - cell_width * static_cast<int>(cells); }

  void row(const std::string& label, const std::vector<std::string>& cells) {
    text_ += left("  " + label, label_width(cells.size()));
    for (const std::string& cell : cells) text_ += right(cell, cell_width);
    text_ += "\n";
  }

  void pairing(std::size_t plan) {
    heading(fmt::format("Headline measures: {} beside {} (90 % interval: {}; correlation: of the two, by common random "
                        "numbers; lower: share of replications)",
                        name(plan), name(comparison_.baseline), decision().bands()),
            {"less", "from", "to", "correl.", "lower"});
    for (const HeadlineComparison& measure : decision().headlines) {
      if (measure.headline == models::Headline::net_cost && !is_priced()) continue;
      const models::HeadlineEntry& entry = models::entry_of(measure.headline);
      const HeadlineDifference& figure = measure.plans[plan];
      const auto digits = [&](double value) { return number(value, entry.decimals, cell_width - 1); };
      row(std::string(entry.label),
          {digits(figure.difference.mean), digits(figure.difference.low), digits(figure.difference.high),
           number(figure.correlation, 2), number(figure.chance_lower, 2)});
    }
  }

  void regrets() {
    const BestPlan& law = decision().best_by_law;
    const BestPlan& all = decision().best;
    if (law.regrets.empty() || all.regrets.empty()) return;
    text_ += "\n" + paragraph(fmt::format(
                                  "Fewest days at risk, but for {:g} per 100 (90 %): by law and guidance, {}; over all "
                                  "promised safeguards, {}.",
                                  law.indifference, words(law, plans()), words(all, plans())),
                              columns_);
    heading("Child-days per 100 lost against the best plan of each replication: mean, and 90th percentile",
            {"law mean", "law P90", "all mean", "all P90"});
    for (std::size_t plan = 0; plan < plans().size(); ++plan)
      row(name(plan),
          {number(law.regrets[plan].mean, 2, cell_width - 1), number(law.regrets[plan].p90, 2, cell_width - 1),
           number(all.regrets[plan].mean, 2, cell_width - 1), number(all.regrets[plan].p90, 2, cell_width - 1)});
  }

  void in_order(const PlanOrder& order) {
    if (order.plans.empty() || (order.headline == models::Headline::net_cost && !is_priced())) return;
    heading(
        fmt::format("Order by {}: it holds from first to last in {} of {} simulated futures, each with its own draws; "
                    "behind each plan, in how many the next one comes behind it",
                    models::entry_of(order.headline).label, order.whole, order.of),
        {"mean", "share"});
    for (std::size_t place = 0; place < order.plans.size(); ++place) {
      const std::size_t plan = order.plans[place];
      const bool is_last = place + 1 == order.plans.size();
      row(name(plan), {number(order.means[place], 2, cell_width - 1),
                       is_last ? "" : fmt::format("{:.0f} %", 100.0 * order.steps[place] / order.of)});
    }
  }

  void worst_against() {
    heading(fmt::format("The month in which a plan is worst beside {}: child-days per 100 more",
                        name(comparison_.baseline)),
            {"law", "more", "all", "more"});
    for (std::size_t plan = 0; plan < plans().size(); ++plan) {
      if (plan == comparison_.baseline) continue;
      const auto& law = decision().courses[plan].worst_against_law;
      const auto& all = decision().courses[plan].worst_against;
      row(name(plan), {law ? month_in_short(law->month) : "-", law ? number(law->days, 1, cell_width - 1) : "-",
                       all ? month_in_short(all->month) : "-", all ? number(all->days, 1, cell_width - 1) : "-"});
    }
  }

  /// Met in how many replications, with Wilson's interval of the chance in the target's own year.
  void by_year(const JudgedTarget& target) {
    text_ += "\n" + paragraph(fmt::format("Target by {}: {} ({})", target.by, target.label, target.what), columns_);
    text_ += paragraph(
        fmt::format("Replications of {} that meet it, by the year to 31 March; chance: 90 % interval in {}, %",
                    comparison_.replications, target.by),
        columns_);
    const int label = columns_ - 7 * static_cast<int>(target.years.size()) - 2 * cell_width;
    text_ += left("", label);
    for (const int year : target.years) text_ += right(fmt::to_string(year), 7);
    text_ += right("chance", 2 * cell_width) + "\n";
    for (std::size_t plan = 0; plan < plans().size(); ++plan) {
      text_ += left("  " + name(plan), label);
      for (const auto& chances : target.chances) text_ += right(fmt::to_string(chances[plan].met), 7);
      text_ += right(chance(target, plan), 2 * cell_width) + "\n";
    }
    without_figure(target);
  }

  std::string chance(const JudgedTarget& target, std::size_t plan) const {
    const auto* chances = target.by_its_year();
    if (!chances) return "beyond the period";
    const sim::Interval& share = (*chances)[plan].share;
    return fmt::format("{} to {}", number(100 * share.low, 0), number(100 * share.high, 0));
  }

  void without_figure(const JudgedTarget& target) {
    const auto* chances = target.by_its_year();
    if (!chances) return;
    for (std::size_t plan = 0; plan < plans().size(); ++plan)
      if (const int none = (*chances)[plan].without_figure)
        text_ += paragraph(fmt::format("  {}: no figure in {} of {} replications, which do not meet it", name(plan),
                                       none, (*chances)[plan].of),
                           columns_);
  }

  void strongest(const Influences& on) {
    const models::HeadlineEntry& entry = models::entry_of(on.headline);
    heading(fmt::format("Assumptions that move \"{}\" most (rank regression, -1 to 1, 90 % interval)", entry.label),
            {"strength", "from", "to"});
    if (on.on_baseline.empty()) text_ += paragraph("  too few replications for so many assumptions", columns_);
    influences(fmt::format("under {}", name(comparison_.baseline)), on.on_baseline);
    influences(fmt::format("what {} changes", name(decision().effects.leader)), on.on_difference);
  }

  void influences(const std::string& of, const std::vector<sim::Influence>& strongest) {
    if (strongest.empty()) return;
    const bool any = std::ranges::any_of(strongest, &sim::Influence::is_told_from_none);
    text_ += cut("  " + of + (any ? "" : ": none can be told from chance"), columns_) + "\n";
    for (const sim::Influence& influence : strongest)
      if (influence.is_told_from_none())
        row("  " + decision().assumptions[influence.input].label,
            {number(influence.rank_coefficient, 2), number(influence.low, 2), number(influence.high, 2)});
  }

  const Comparison& comparison_;
  int columns_;
  std::string text_;
};

}  // namespace

std::string decision_text(const Comparison& comparison, int columns) { return Behind(comparison, columns).text(); }

}  // namespace casetide::output
