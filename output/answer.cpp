// The paragraph in plain English that stands first on the page.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "models/safeguard_names.hpp"
#include "output/decision.hpp"
#include "output/pathway_words.hpp"
#include "output/text_table.hpp"
#include "sim/month_names.hpp"

namespace casetide::output {

namespace {

using models::Headline;

std::string day_in_words(sim::Date date) {
  const std::chrono::year_month_day day{date};
  return fmt::format("{} {}", unsigned{day.day()}, sim::month_and_year(date));
}

/// "about a quarter", for a share of a whole.
std::string about(double share) {
  struct Part {
    double share;
    const char* words;
  };
  constexpr std::array<Part, 11> parts = {{{0.05, "about a twentieth"},
                                           {0.1, "about a tenth"},
                                           {0.2, "about a fifth"},
                                           {0.25, "about a quarter"},
                                           {1.0 / 3, "about a third"},
                                           {0.4, "about two fifths"},
                                           {0.5, "about half"},
                                           {2.0 / 3, "about two thirds"},
                                           {0.75, "about three quarters"},
                                           {0.9, "about nine tenths"},
                                           {1, "about the whole"}}};
  if (share < 0.03) return "hardly";
  return std::ranges::min_element(parts, {}, [&](const Part& part) { return std::abs(part.share - share); })->words;
}

/// "about £300,000", "about £1.4 million": as many digits as such a figure has.
std::string about_pounds(double million) {
  const double pounds = std::abs(million) * 1e6;
  if (pounds >= 9.5e5) {
    const double tenths = std::round(pounds / 1e5);
    return fmt::format("about £{:g} million", tenths < 100 ? tenths / 10 : std::round(tenths / 10));
  }
  if (pounds < 5000) return "hardly anything";
  const double digit = std::pow(10, std::floor(std::log10(pounds)));
  return "about £" + number(std::round(pounds / digit) * digit, 0);
}

/// A number of child-days per 100, without decimals.
std::string whole(double days) { return days < 0.5 ? "less than 1" : number(days, 0); }

/// Two of them: with a decimal where that tells them apart.
std::array<std::string, 2> whole(double days, double other) {
  const bool decimal_tells = whole(days) == whole(other) && number(days, 1) != number(other, 1);
  if (decimal_tells) return {number(days, 1), number(other, 1)};
  return {whole(days), whole(other)};
}

/// Labels often end in an explanation in brackets.
std::string short_label(const PlanName& plan) { return plan.label.substr(0, plan.label.find(" (")); }

/// Makes the sentences; each member makes one, or nothing.
class Paragraph {
 public:
  Paragraph(const Decision& decision, const DecisionSetting& setting) : decision_(decision), setting_(setting) {}

  std::string text() const {
    std::vector<std::string> sentences = {what_was_compared()};
    if (setting_.plans.size() > 1) {
      sentences.push_back(best_by_law());
      sentences.push_back(best_over_all());
      sentences.push_back(closed_too_soon());
      sentences.push_back(cost());
      sentences.push_back(targets());
      sentences.push_back(course());
      sentences.push_back(turning());
    }
    sentences.emplace_back(models::guard_sentence);
    std::erase(sentences, "");
    return fmt::format("{}", fmt::join(sentences, " "));
  }

 private:
  std::string called(std::size_t plan) const {
    return fmt::format("plan {} ({})", plan + 1, short_label(setting_.plans[plan]));
  }
  const PlanName& baseline() const { return setting_.plans[setting_.baseline]; }
  std::string called_baseline() const { return short_label(baseline()); }
  /// The plan that the paragraph is about; none where no plan has figures.
  const std::vector<std::size_t>& candidates() const { return decision_.best_by_law.candidates; }

  std::string what_was_compared() const {
    const std::string period =
        fmt::format("From {} to {}", day_in_words(setting_.from), day_in_words(setting_.until - std::chrono::days{1}));
    const std::string futures =
        fmt::format("{} simulated future{}", setting_.replications, setting_.replications == 1 ? "" : "s");
    if (setting_.plans.size() == 1)
      return fmt::format("{}, {} is shown over {}; there is nothing to compare it with.", period, called_baseline(),
                         futures);
    const std::string text =
        fmt::format("{}, every plan is compared with {} over {}", period, called(setting_.baseline), futures);
    if (!decision_.differ_from) return text + "; they do not differ.";
    return fmt::format("{}; they differ from {} on.", text, sim::month_and_year(*decision_.differ_from));
  }

  std::string named(const std::vector<std::size_t>& plans) const {
    std::vector<std::string> names;
    for (const std::size_t plan : plans) names.push_back(plans.size() > 2 ? std::to_string(plan + 1) : called(plan));
    return (plans.size() > 2 ? "plans " : "") + listed(names);
  }

  std::string best_by_law() const { return best("By law and statutory guidance", decision_.best_by_law); }
  std::string best_over_all() const { return best("Over all promised safeguards", decision_.best); }

  std::string best(const char* over, const BestPlan& best) const {
    if (best.candidates.empty() || !decision_.differ_from) return "";
    const std::size_t leader = best.candidates.front();
    const HeadlineDifference& figure = decision_.of(best.headline, leader);
    const double before = decision_.of(best.headline, setting_.baseline).value.mean;
    const auto [days, days_before] = whole(figure.value.mean, before);
    if (!is_surely_fewer(best))
      return fmt::format(
          "{}, no plan {} to have fewer days at risk than {}, with {} in 100 days that children are open; "
          "{} comes nearest, with {}.",
          over, figure.difference.low > 0 ? "is found" : "can be told", called_baseline(), days_before, called(leader),
          days);
    return fmt::format("{}, {} {} in 100 days that children are open, against {} under {}, {} fewer.", over,
                       who_is_best(best), days, days_before, called_baseline(),
                       about(-figure.difference.mean / before));
  }

  /// Is the plan in front told from the baseline?
  bool is_surely_fewer(const BestPlan& best) const {
    return decision_.of(best.headline, best.candidates.front()).difference.high < 0;
  }

  /// Ends where the number of days follows.
  std::string who_is_best(const BestPlan& best) const {
    const std::size_t leader = best.candidates.front();
    if (!best.is_decided())
      return fmt::format("{} cannot be told apart as the best; plan {} has", named(best.candidates), leader + 1);
    const BestPlan& by_law = decision_.best_by_law;
    const bool is_best_by_law_too =
        &best == &decision_.best && best.candidates == by_law.candidates && is_surely_fewer(by_law);
    return is_best_by_law_too ? "it has the fewest too:" : called(leader) + " has the fewest days at risk:";
  }

  /// What falls in days at risk may come back as children who were closed too soon.
  std::string closed_too_soon() const {
    if (candidates().empty()) return "";
    const sim::Interval& difference = decision_.of(Headline::closed_too_soon, candidates().front()).difference;
    if (!difference.excludes_zero() || difference.mean < 0) return "";
    return fmt::format(
        "For every 100 days that children are open, more days follow a closure that came too soon (J) "
        "under plan {} than under {}.",
        candidates().front() + 1, called_baseline());
  }

  /// Of the best plan by law, and of that over all safeguards where it is another one.
  std::string cost() const {
    if (candidates().empty() || decision_.best.candidates.empty()) return "";
    const std::size_t by_law = candidates().front();
    const std::size_t over_all = decision_.best.candidates.front();
    const std::string first = cost(by_law);
    return over_all == by_law ? first : first + " " + cost(over_all);
  }

  std::string cost(std::size_t plan) const {
    const sim::Interval difference = decision_.of(Headline::net_cost, plan).difference;
    if (difference.low == 0 && difference.high == 0) return "";
    if (!difference.excludes_zero())
      return fmt::format("What plan {} costs, net and without placements, cannot be told apart from {}.", plan + 1,
                         called_baseline());
    return fmt::format("Plan {} costs {} a year {} than {}, net and without placements.", plan + 1,
                       about_pounds(difference.mean), difference.mean > 0 ? "more" : "less", called_baseline());
  }

  /// Combinations say most; without any, the first targets.
  std::vector<const JudgedTarget*> chosen_targets() const {
    constexpr std::size_t most = 2;
    std::vector<const JudgedTarget*> chosen;
    for (const bool combined : {true, false})
      for (const JudgedTarget& target : decision_.targets)
        if (target.is_combination == combined && target.by_its_year() && chosen.size() < most &&
            (combined || chosen.empty() || !chosen.front()->is_combination))
          chosen.push_back(&target);
    return chosen;
  }

  std::string targets() const {
    if (candidates().empty()) return "";
    const std::size_t leader = candidates().front();
    std::vector<std::string> said;
    for (const JudgedTarget* target : chosen_targets()) {
      const auto& chances = *target->by_its_year();
      said.push_back(fmt::format("\"{}\" in {} of {} simulated futures ({} in {})", target->label, chances[leader].met,
                                 chances[leader].of, called_baseline(), chances[setting_.baseline].met));
    }
    return said.empty() ? "" : fmt::format("Plan {} meets {}.", leader + 1, listed(said));
  }

  std::string course() const {
    if (candidates().empty() || !decision_.differ_from) return "";
    const std::size_t leader = candidates().front();
    const Course& course = decision_.courses[leader];
    std::string text = fmt::format("Under plan {} the days at risk by law, added up from the start, {}", leader + 1,
                                   below(course.law_only));
    if (course.worst_law)
      text += fmt::format("; the worst month is {}, with {} in 100", sim::month_and_year(course.worst_law->month),
                          whole(course.worst_law->days));
    return text + ".";
  }

  std::string below(const BreakEven& even) const {
    switch (even.when) {
      case BreakEven::When::same:
        return "are those of " + called_baseline();
      case BreakEven::When::at_once:
      case BreakEven::When::from:
        return fmt::format("stay below those of {} from {} on", called_baseline(), sim::month_and_year(*even.month));
      case BreakEven::When::never:
      case BreakEven::When::throughout:
        return fmt::format("are not below those of {} at the end", called_baseline());
    }
    return "";
  }

  std::string turning() const {
    if (decision_.assumptions.empty())
      return "All assumptions were held at their written values, so that the intervals show chance alone.";
    if (!decision_.differ_from) return "";
    const auto sentences = turning_points(decision_, setting_.plans);
    return sentences.empty() ? "" : sentences.front() + ".";
  }

  const Decision& decision_;
  const DecisionSetting& setting_;
};

std::string turned_by(const Flip& flip, const DrawnAssumption& assumption) {
  return fmt::format("\"{}\" were {} {} (range {} to {})", assumption.label, flip.leads_above ? "below" : "above",
                     words(flip.value, assumption), words(assumption.low, assumption),
                     words(assumption.high, assumption));
}

/// What would turn the order by one measure: each plan that one assumption may put ahead, and then the others.
std::vector<std::string> turning_points(const Decision& decision, const std::vector<PlanName>& plans,
                                        Headline headline) {
  std::vector<std::string> sentences;
  std::size_t leader = 0, steady = 0;
  bool is_known = true;
  const char* days = headline == Headline::days_at_risk_law ? "By law and guidance" : "Over all safeguards";
  for (const OrderOfTwo& order : decision.effects.orders) {
    if (order.headline != headline) continue;
    leader = order.leader;
    is_known = is_known && order.is_known;
    if (order.flips.empty()) ++steady;
    if (order.flips.empty()) continue;
    std::vector<std::string> turned;
    for (const Flip& flip : order.flips) turned.push_back(turned_by(flip, decision.assumptions[flip.assumption]));
    sentences.push_back(fmt::format("{}, plan {} would no longer be ahead of plan {} ({}) if {}", days, leader + 1,
                                    order.rival + 1, short_label(plans[order.rival]), listed(turned, "or if")));
  }
  if (!is_known)
    sentences.push_back(
        fmt::format("{}, there are too few replications for so many assumptions to say what would turn "
                    "the order",
                    days));
  else if (steady > 0)
    sentences.push_back(fmt::format(
        "{}, no single assumption was found that within its range would put {} ahead of "
        "plan {} ({})",
        days, sentences.empty() ? "another plan" : "any of the others", leader + 1, short_label(plans[leader])));
  return sentences;
}

}  // namespace

std::string month_in_short(sim::Date month) {
  const std::string words = sim::month_and_year(month);
  return words.substr(0, 3) + " " + words.substr(words.size() - 2);
}

std::vector<std::string> turning_points(const Decision& decision, const std::vector<PlanName>& plans) {
  std::vector<std::string> sentences;
  for (const Headline headline : {Headline::days_at_risk_law, Headline::days_at_risk})
    for (std::string& sentence : turning_points(decision, plans, headline)) sentences.push_back(std::move(sentence));
  return sentences;
}

std::string answer(const Decision& decision, const DecisionSetting& setting) {
  return Paragraph(decision, setting).text();
}

}  // namespace casetide::output
