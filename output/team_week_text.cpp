// A team's week as text for people.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "output/dates_in_words.hpp"
#include "output/layout.hpp"
#include "output/pathway_words.hpp"
#include "output/team_week.hpp"
#include "output/text_table.hpp"

namespace casetide::output {

namespace {

constexpr std::size_t most_named = 8;  // children of one kind
constexpr int day_width = 5;
constexpr int indent = 2;

std::string day(sim::Instant at) { return day_in_words(sim::date_of(at)); }

class WeekPage {
 public:
  WeekPage(const LifeRecorder& record, const TeamWeek& week, int columns)
      : record_(record), week_(week), columns_(columns) {}

  std::string text(const ToldRun& run) {
    const std::string& label = record_.scenario().staffing.teams[index(week_.team)].label;
    text_ = cut(fmt::format("{}, {}", label, days_in_words(week_.from, week_.until - std::chrono::days{1})), columns_) +
            "\n" + heading_of(run, record_, columns_);
    people();
    caseloads();
    work();
    late();
    return text_;
  }

 private:
  void title(const std::string& words) { text_ += "\n" + words + "\n"; }

  /// The first line is set in by two columns, those that follow by four.
  void item(const std::string& words) {
    const std::vector<std::string> lines = wrapped(words, columns_ - 2 * indent, " ");
    for (const std::string& line : lines)
      text_ += std::string(&line == &lines.front() ? indent : 2 * indent, ' ') + line + "\n";
  }

  // --- people

  void people() {
    title("Who is there");
    std::map<std::string, std::array<std::size_t, models::contract_count>> by_role;
    for (const PersonInWeek& person : week_.people)
      if (person.in_post_at_end)
        ++by_role[in_words(record_.scenario().pathway.roles[index(person.role)])]
                 [static_cast<std::size_t>(person.contract)];
    for (const auto& [role, contracts] : by_role) item(in_post(role, contracts));
    if (week_.posts && week_.posts->posts > 0)
      item(fmt::format("{} of {} case-holding posts are covered by nobody (counted {})",
                       number(week_.posts->uncovered, 1), number(week_.posts->posts, 1), day(week_.posts->at)));
    comings_and_goings();
    away();
  }

  static std::string in_post(const std::string& role, const std::array<std::size_t, models::contract_count>& people) {
    std::string kinds;
    std::size_t all = 0;
    for (std::size_t contract = 0; contract < people.size(); ++contract) {
      all += people[contract];
      if (people[contract] > 0)
        kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", people[contract], contract_labels[contract]);
    }
    return fmt::format("{}: {} in post at the end of the week ({})", capital(role), all, kinds);
  }

  void comings_and_goings() {
    for (const PersonInWeek& person : week_.people) {
      const auto& contract = contract_labels[static_cast<std::size_t>(person.contract)];
      const std::string who = worker_with_role(record_, person.worker);
      if (person.joined) item(fmt::format("{}, {}, started on {}", who, contract, day(*person.joined)));
      if (person.left) item(fmt::format("{}, {}, left on {}", who, contract, day(*person.left)));
    }
  }

  void away() {
    std::string told;
    std::size_t count = 0;
    for (const PersonInWeek& person : week_.people) {
      if (person.away.empty()) continue;
      ++count;
      std::vector<std::string> days;
      for (const PersonInWeek::Away& one : person.away)
        days.push_back(days_in_words(sim::date_of(one.from), due_day(one.until)));
      told += fmt::format("{}{}: {}", told.empty() ? "" : "; ", index(person.worker), listed(days));
    }
    item(count == 0 ? "Nobody away" : fmt::format("{} away at some time, by worker: {}", count, told));
  }

  // --- caseloads

  void caseloads() {
    std::map<std::size_t, std::vector<std::string>, std::greater<>> held;
    std::size_t all = 0, workers = 0;
    for (const PersonInWeek& person : week_.people) {
      if (!person.holds_cases || !person.in_post_at_end) continue;
      held[person.children].push_back(fmt::to_string(index(person.worker)));
      all += person.children;
      ++workers;
    }
    if (workers == 0) return;
    title("Caseloads at the end of the week");
    item(fmt::format("{} by named workers; {} to the team, to which {} came in the week and from which {} went",
                     counted(all, "child is held", "children are held"),
                     counted(static_cast<std::size_t>(week_.children), "child belongs", "children belong"), week_.came,
                     week_.went));
    for (const auto& [children, names] : held)
      item(fmt::format("{} each: {} {}", children, names.size() == 1 ? "worker" : "workers", fmt::join(names, ", ")));
  }

  // --- work

  void work() {
    title("Pieces of work finished by the team's people, by day");
    const int label_width = columns_ - (days_a_week + 1) * day_width;
    std::string line = left("", label_width);
    for (int day = 0; day < days_a_week; ++day) line += right(weekday(day), day_width);
    text_ += line + right("week", day_width) + "\n";
    for (const WorkOfWeek& one : week_.work) {
      const std::string label = one.obligation ? record_.scenario().pathway.obligations[index(*one.obligation)].label
                                               : std::string("Supervision and mentoring");
      line = left((one.authorised ? "  authorised: " : "  ") + label, label_width);
      for (const int count : one.on_day) line += right(count == 0 ? "." : fmt::to_string(count), day_width);
      text_ += line + right(fmt::to_string(one.all()), day_width) + "\n";
    }
    if (week_.sessions > 0)
      item(fmt::format("Supervision of the team's workers: {}, in which {} gone through",
                       counted(static_cast<std::size_t>(week_.sessions), "session", "sessions"),
                       counted(static_cast<std::size_t>(week_.gone_through), "child was", "children were")));
    if (week_.postponed > 0)
      item(counted(static_cast<std::size_t>(week_.postponed), "meeting", "meetings") +
           " about the team's children put off");
  }

  std::string weekday(int after) const {
    constexpr std::array<const char*, days_a_week> names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    return names[std::chrono::weekday{week_.from + std::chrono::days{after}}.c_encoding()];
  }

  // --- late

  void late() {
    std::size_t beside = 0;
    for (const LateChild& one : week_.late) beside += one.beside;
    title(fmt::format("At risk at the end of the week: {} of {} children", week_.late.size() - beside,
                      number(week_.children, 0)));
    for (const models::Component component : models::ladder) late(component, false);
    if (beside > 0) title(fmt::format("Beside them, care leavers without a safeguard: {}", beside));
    for (const models::Component component : models::ladder) late(component, true);
    waiting();
    text_ += "\n" + paragraph(std::string(models::guard_sentence), columns_);
  }

  void late(models::Component component, bool beside) {
    std::map<models::Cause, std::size_t> causes;
    std::vector<std::string> longest;
    std::size_t count = 0;
    for (const LateChild& one : week_.late) {
      if (one.component != component || one.beside != beside) continue;
      ++count;
      ++causes[one.cause];
      if (longest.size() < 3) longest.push_back(fmt::format("child {} since {}", index(one.child), day(one.since)));
    }
    if (count == 0) return;
    std::vector<std::string> why;
    for (const auto& [cause, children] : causes) why.push_back(fmt::format("{} {}", cause_label(cause), children));
    const std::string causes_told = beside ? "" : fmt::format(" ({})", fmt::join(why, ", "));
    item(fmt::format("{}: {}{}; longest: {}", component_label(component), counted(count, "child", "children"),
                     causes_told, listed(longest)));
  }

  void waiting() {
    if (week_.waiting.empty()) return;
    title("Waiting for a named worker");
    std::vector<std::string> named;
    for (const WaitingChild& one : week_.waiting)
      if (named.size() < most_named)
        named.push_back(fmt::format("child {} since {}", index(one.child), day(one.since)));
    const bool more = named.size() < week_.waiting.size();
    item(fmt::format("{}: {}{}", counted(week_.waiting.size(), "child", "children"), fmt::join(named, ", "),
                     more ? ", ..." : ""));
  }

  const LifeRecorder& record_;
  const TeamWeek& week_;
  int columns_;
  std::string text_;
};

}  // namespace

std::string text(const ToldRun& run, const LifeRecorder& record, const TeamWeek& week, int columns) {
  return WeekPage(record, week, columns).text(run);
}

}  // namespace casetide::output
