// Lives and the children longest at risk as text for people.
#include "output/life_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/dates_in_words.hpp"
#include "output/layout.hpp"
#include "output/pathway_words.hpp"
#include "output/text_table.hpp"

namespace casetide::output {

using models::Cause, models::Component;

namespace {

constexpr int date_width = 10;

double days(std::int64_t minutes) { return sim::in_days(sim::Minutes{minutes}); }

std::string underlined(const std::string& title) {
  return "\n" + title + "\n" + std::string(static_cast<std::size_t>(width_of(title)), '=') + "\n";
}

/// Names with their days, longest first, those without any left out.
struct Share {
  std::string name;
  std::int64_t minutes = 0;
};

std::vector<Share> shares_of(const RiskMinutes& risk, Component component) {
  std::vector<Share> shares;
  for (std::size_t cause = 0; cause < models::cause_count; ++cause)
    shares.push_back(
        {cause_label(static_cast<Cause>(cause)), risk.credited[static_cast<std::size_t>(component)][cause]});
  return shares;
}

std::vector<Share> by_component(const RiskMinutes& risk) {
  std::vector<Share> shares;
  for (std::size_t place = 0; place < models::component_count; ++place) {
    const auto component = static_cast<Component>(place);
    shares.push_back({component_label(component), risk.of(component)});
  }
  return shares;
}

std::vector<Share> by_cause(const RiskMinutes& risk) {
  std::vector<Share> shares;
  for (std::size_t place = 0; place < models::cause_count; ++place)
    shares.push_back({cause_label(static_cast<Cause>(place)), risk.of(static_cast<Cause>(place))});
  return shares;
}

std::vector<Share> longest_first(std::vector<Share> shares) {
  std::erase_if(shares, [](const Share& share) { return share.minutes == 0; });
  std::ranges::stable_sort(shares, std::greater<>{}, &Share::minutes);
  return shares;
}

std::string days_of(const Share& share) {
  return days(share.minutes) < 0.05 ? "under 0.1" : number(days(share.minutes), 1);
}

/// "worker busy 6.0, absence 3.0"
std::string listed_shares(const std::vector<Share>& shares) {
  std::string text;
  for (const Share& share : longest_first(shares))
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", share.name, days_of(share));
  return text;
}

}  // namespace

std::string heading_of(const ToldRun& run, const LifeRecorder& record, int columns) {
  const models::Scenario& scenario = record.scenario();
  return paragraph(fmt::format("{}, plan {} ({}), replication {} of {}; {}. Simulated, no real person is in it.",
                               run.place, run.plan.name, run.plan.label, run.replication, run.file,
                               days_in_words(scenario.period_from, scenario.period_until - std::chrono::days{1})),
                   columns);
}

namespace {

class LifePage {
 public:
  LifePage(const LifeRecorder& record, const Life& life, int columns)
      : record_(record), life_(life), columns_(columns) {}

  std::string text(const ToldRun& run) {
    text_ = fmt::format("Child {}{}\n", index(life_.child), siblings()) + heading_of(run, record_, columns_);
    totals();
    spells();
    course();
    owed();
    return text_;
  }

 private:
  std::string siblings() const {
    std::vector<std::string> names;
    for (const models::ChildId sibling : life_.siblings) names.push_back(fmt::to_string(index(sibling)));
    if (names.empty()) return "";
    return fmt::format(", {} {}", names.size() == 1 ? "sibling" : "siblings", listed(names));
  }

  void indented(const std::string& text, int by) {
    const std::string margin(static_cast<std::size_t>(by), ' ');
    for (const std::string& line : wrapped(text, columns_ - by, " ")) text_ += margin + line + "\n";
  }

  void totals() {
    text_ += underlined("Time at risk in the period");
    const std::int64_t total = life_.risk.total();
    text_ += fmt::format("{} days\n", number(days(total), 1));
    for (const Share& share : longest_first(by_component(life_.risk))) {
      std::size_t place = 0;
      while (component_label(static_cast<Component>(place)) != share.name) ++place;
      indented(fmt::format("{} {}: {}", share.name, days_of(share),
                           listed_shares(shares_of(life_.risk, static_cast<Component>(place)))),
               2);
    }
    if (total > 0) indented("By cause: " + listed_shares(by_cause(life_.risk)), 2);
    beside();
    text_ += paragraph(std::string(models::guard_sentence), columns_);
  }

  void beside() {
    if (life_.risk.total_beside() == 0) return;
    std::vector<Share> shares;
    for (std::size_t place = 0; place < models::component_count; ++place)
      shares.push_back({component_label(static_cast<Component>(place)), life_.risk.beside[place]});
    indented(fmt::format("Beside it, as a care leaver: {} days ({})", number(days(life_.risk.total_beside()), 1),
                         listed_shares(shares)),
             0);
  }

  void spells() {
    if (life_.spells.empty()) return;
    text_ += underlined("What was in the way");
    for (const RiskSpell& spell : life_.spells) {
      indented(heading(spell), 0);
      if (!spell.why.empty()) indented(is_told(spell) ? "As above." : spell.why, 4);
    }
  }

  bool is_told(const RiskSpell& spell) const {
    for (const RiskSpell& earlier : life_.spells) {
      if (&earlier == &spell) return false;
      if (earlier.why == spell.why) return true;
    }
    return false;
  }

  static std::string heading(const RiskSpell& spell) {
    std::string causes;
    for (const RiskSpell::Stretch& stretch : spell.stretches) {
      const std::string name = cause_label(stretch.cause);
      if (causes.find(name) == std::string::npos) causes += (causes.empty() ? "" : ", ") + name;
    }
    return fmt::format("{}, {}, {}: {}", component_label(spell.component),
                       days_in_words(sim::date_of(spell.from), due_day(spell.until)),
                       length_in_words(spell.until - spell.from), spell.beside ? "beside the headline" : causes);
  }

  void course() {
    text_ += underlined("What happened");
    std::string last;
    for (const CourseEvent& event : life_.course) {
      const std::string day = day_in_words(sim::date_of(event.at));
      const std::vector<std::string> lines = wrapped(event.words, columns_ - date_width - 3, " ");
      for (const std::string& line : lines) {
        text_ += right(day == last ? "" : day, date_width + 1) + "  " + line + "\n";
        last = day;
      }
    }
  }

  // --- obligations

  static constexpr int number_width = 6;
  static constexpr int label_indent = 2;
  static constexpr int column_width = 13;

  std::string columns(const std::string& from, const std::string& due, const std::string& begun,
                      const std::string& done, const std::string& late, const std::string& workers) const {
    std::string line = right(from, column_width + label_indent);
    for (const std::string& cell : {due, begun, done}) line += right(cell, column_width + 1);
    return line + right(late, number_width) + "  " + workers;
  }

  /// Under each obligation its clocks, in the order in which they were owed.
  void owed() {
    text_ += underlined("What was owed, and when it was done");
    text_ += columns("clock from", "due", "begun", "done", "late", "worker") + "\n";
    std::size_t in_time = 0;
    std::vector<bool> told(record_.scenario().pathway.obligations.size());
    for (const OwedClock& first : life_.clocks) {
      if (told[index(first.obligation)]) continue;
      told[index(first.obligation)] = true;
      in_time += clocks_of(first.obligation);
    }
    text_ += paragraph(fmt::format("Late: days after the day it was due. Done: r started again by other work, l no "
                                   "longer owed, - still open. Worker: who did it, and who authorised or chaired. {} "
                                   "clock{} without work of their own, started again or ended in time, are left out.",
                                   in_time, in_time == 1 ? "" : "s"),
                       columns_);
  }

  /// Returns how many clocks were left out.
  std::size_t clocks_of(models::ObligationId obligation) {
    const models::Obligation& rule = record_.scenario().pathway.obligations[index(obligation)];
    std::size_t left_out = 0;
    std::string rows;
    for (const OwedClock& clock : life_.clocks) {
      if (clock.obligation != obligation) continue;
      if (!rule.work && days_late(clock) == 0)
        ++left_out;
      else
        rows += row(clock);
    }
    if (!rows.empty()) text_ += cut(rule.label, columns_) + "\n" + rows;
    return left_out;
  }

  std::int64_t days_late(const OwedClock& clock) const {
    const sim::Instant until = std::min(clock.ended, sim::Instant{record_.scenario().period_until});
    if (clock.due == sim::never || until <= clock.due) return 0;
    return (sim::date_of(until - sim::Minutes{1}) - due_day(clock.due)).count();
  }

  std::string row(const OwedClock& clock) const {
    const auto or_dash = [](sim::Instant at) { return at == sim::never ? "-" : day_in_words(sim::date_of(at)); };
    const std::int64_t late = days_late(clock);
    std::string done = or_dash(clock.ended);
    if (clock.how == OwedClock::End::renewed || clock.how == OwedClock::End::restarted) done = "r " + done;
    if (clock.how == OwedClock::End::lapsed) done = "l " + done;
    const std::string due = clock.due == sim::never ? "-" : day_in_words(due_day(clock.due));
    std::string line = columns(or_dash(clock.since), due, or_dash(clock.begun), done,
                               late == 0 ? "" : fmt::to_string(late), workers(clock));
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
  }

  static std::string workers(const OwedClock& clock) {
    std::string names = clock.by == models::nobody ? "" : fmt::to_string(index(clock.by));
    if (clock.second != models::nobody) names += fmt::format("{}{}", names.empty() ? "" : ", ", index(clock.second));
    return names;
  }

  const LifeRecorder& record_;
  const Life& life_;
  int columns_;
  std::string text_;
};

}  // namespace

std::string component_label(Component component) {
  return fmt::format("{} {}", models::component_letters[static_cast<std::size_t>(component)],
                     component_labels[static_cast<std::size_t>(component)]);
}

std::string cause_label(Cause cause) { return std::string(cause_labels[static_cast<std::size_t>(cause)]); }

std::string text(const ToldRun& run, const LifeRecorder& record, const Life& life, int columns) {
  return LifePage(record, life, columns).text(run);
}

std::string text(const ToldRun& run, const LifeRecorder& record, std::span<const ChildAtRisk> children,
                 std::size_t count, int columns) {
  std::int64_t all = 0;
  for (const ChildAtRisk& child : children) all += child.risk.total();
  count = std::min(count, children.size());
  std::string text = fmt::format("The {} longest at risk\n", count == 1 ? "child" : fmt::format("{} children", count)) +
                     heading_of(run, record, columns);
  text += paragraph(fmt::format("{} children were at risk at some time, for {} child-days in all.",
                                number(static_cast<double>(children.size()), 0), number(days(all), 0)),
                    columns);
  constexpr int child_width = 10, days_width = 9;
  constexpr int indent = child_width + days_width + 2;
  text +=
      "\n" + right("child", child_width) + right("days", days_width) + "  most of them, and most often because of\n";
  for (const ChildAtRisk& child : children.first(count)) {
    const Share component = longest_first(by_component(child.risk)).front();
    const Share cause = longest_first(by_cause(child.risk)).front();
    const auto lines = wrapped(fmt::format("{} {}; {} {}", component.name, number(days(component.minutes), 1),
                                           cause.name, number(days(cause.minutes), 1)),
                               columns - indent, " ");
    text += right(fmt::to_string(index(child.child)), child_width) +
            right(number(days(child.risk.total()), 1), days_width) + "  " +
            fmt::format("{}\n", fmt::join(lines, "\n" + std::string(indent, ' ')));
  }
  return text;
}

}  // namespace casetide::output
