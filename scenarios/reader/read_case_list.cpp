#include "scenarios/reader/read_case_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "models/children.hpp"
#include "scenarios/reader/list_table.hpp"
#include "scenarios/reader/read_staff_list.hpp"

namespace casetide::scenarios {

namespace {

using models::ListedCase, models::ListedDuty, models::ObligationId, models::StatusId, models::TeamId;
using namespace std::chrono_literals;

constexpr sim::Date earliest_opening{1990y / 1 / 1};
constexpr std::chrono::days longest_overdue{3 * 365};  // and as far ahead: further off, a year has been mistyped
constexpr int oldest = 25;                             // years completed
constexpr const char* before_the_run = ", before the run begins";

const ListTable::Columns columns{{"status", "opened"},
                                 {"plan_start", "last_seen", "last_review", "last_supervision", "team", "worker",
                                  "sibling_group", "overdue", "due", "age", "work_given", "closed"}};
/// What says nothing of a child who is closed.
constexpr std::array<std::string_view, 9> of_open_cases = {
    "plan_start", "last_seen", "last_review", "last_supervision", "team", "worker", "overdue", "due", "work_given"};

/// Reads one row after the other into cases.
class CaseRows {
 public:
  CaseRows(const Value& list, const StaffList& staff, bool has_staff, const ListGround& ground)
      : table_(list, columns), staff_(staff), has_staff_(has_staff), ground_(ground) {}

  std::vector<ListedCase> take() {
    for (row_ = 0; row_ < table_.size(); ++row_) cases_.push_back(read());
    return std::move(cases_);
  }

  models::ListedColumns columns_there() const {
    return {.last_seen = table_.has("last_seen"),
            .last_review = table_.has("last_review"),
            .last_supervision = table_.has("last_supervision"),
            .overdue = table_.has("overdue"),
            .due = table_.has("due")};
  }

 private:
  Cell cell(std::string_view column) const { return table_.cell(row_, column); }
  const models::Pathway& pathway() const { return ground_.pathway; }
  sim::Date eve() const { return ground_.begins - std::chrono::days{1}; }

  ListedCase read() {
    ListedCase one;
    if (!cell("opened").present()) table_.problem(row_, "opened: nothing is written here; every case has been opened");
    one.opened = cell("opened").day(earliest_opening, eve(), before_the_run).value_or(eve());
    one.siblings = read_siblings();
    read_age(one);
    if (cell("closed").present()) return read_closed(std::move(one));
    read_statuses(one);
    read_since(one);
    one.last_seen = read_event("last_seen", one);
    one.last_review = read_event("last_review", one);
    one.last_supervision = read_event("last_supervision", one);
    read_worker(one);
    read_team(one);
    read_duties("overdue", one, ground_.begins - longest_overdue, eve(), ": what is due later belongs under `due`");
    read_duties("due", one, ground_.begins, ground_.begins + longest_overdue, ": what is late belongs under `overdue`");
    read_work_given(one);
    check_care_leaver(one);
    return one;
  }

  ListedCase read_closed(ListedCase one) {
    one.closed = cell("closed").day(one.opened, eve(), ", from `opened` to the eve of the run").value_or(eve());
    if (cell("status").present()) one.closed_from = cell("status").name<StatusId>(ground_.names.statuses);
    for (const std::string_view column : of_open_cases) cell(column).problem("the case is closed; leave this empty");
    return one;
  }

  // --- statuses

  void read_statuses(ListedCase& one) {
    if (!cell("status").present())
      return table_.problem(row_,
                            "status: nothing is written here; an open case holds a status, any other is `closed`");
    for (const Cell& part : cell("status").parts()) {
      const auto status = part.name<StatusId>(ground_.names.statuses);
      if (!status) continue;
      if (std::ranges::find(one.statuses, *status) != one.statuses.end())
        part.problem("named twice");
      else
        one.statuses.push_back(*status);
      if (ground_.covered.needs_worker[index(*status)] && !ground_.covered.served[index(*status)])
        part.problem(fmt::format("no team serves the status {}", shown(part.text())));
    }
    const auto is_served = [&](StatusId status) { return ground_.covered.served[index(status)]; };
    const bool belongs = cell("team").present() || cell("worker").present();
    if (!belongs && !one.statuses.empty() && std::ranges::none_of(one.statuses, is_served))
      cell("status").problem("no team serves any of these; the child would belong to none");
  }

  /// One day for all statuses, or as many as there are, in their order.
  void read_since(ListedCase& one) {
    std::vector<sim::Date> days;
    for (const Cell& part : cell("plan_start").parts())
      days.push_back(part.day(one.opened, eve(), ", from `opened` to the eve of the run").value_or(one.opened));
    if (days.empty()) days.push_back(one.opened);
    const std::size_t statuses = one.statuses.size();
    if (days.size() != 1 && days.size() != statuses)
      cell("plan_start")
          .problem(fmt::format("{} days for {} status{}; write one for all, or one for each in its place", days.size(),
                               statuses, statuses == 1 ? "" : "es"));
    one.since = days;
    one.since.resize(statuses, days.front());
  }

  std::optional<sim::Date> read_event(std::string_view column, const ListedCase& one) const {
    return cell(column).day(one.opened, eve(), ", from `opened` to the eve of the run");
  }

  StatusId leading(const ListedCase& one) const { return *std::ranges::max_element(one.statuses); }

  bool holds(const ListedCase& one, StatusId status) const {
    return std::ranges::find(one.statuses, status) != one.statuses.end();
  }

  // --- who holds it

  void read_worker(ListedCase& one) const {
    const Cell worker = cell("worker");
    if (!worker.present()) return;
    const std::string& id = worker.text();
    if (!has_staff_) return worker.problem("names somebody, but there is no `staff` beside `initial_cases`");
    const auto found = staff_.places.find(id);
    if (found == staff_.places.end()) return unknown_worker(worker, id);
    one.worker = found->second;
    if (!ground_.names.holds_cases[index(staff_.people[*one.worker].role)])
      worker.problem(fmt::format("{} holds no cases: a {} does not", shown(id),
                                 ground_.names.roles.all()[index(staff_.people[*one.worker].role)]));
  }

  void unknown_worker(const Cell& worker, const std::string& id) const {
    std::vector<std::string> known;
    for (const auto& [counter, place] : staff_.places) known.push_back(counter);
    const auto near = worker.problems().full() ? std::nullopt : nearest(id, known);
    worker.problem(fmt::format("there is no {} in the list of staff{}", shown(id),
                               near ? fmt::format("; did you mean `{}`?", *near) : std::string()));
  }

  void read_team(ListedCase& one) const {
    const Cell cell = this->cell("team");
    if (!cell.present()) return;
    one.team = cell.name<TeamId>(ground_.names.teams);
    if (!one.team || one.statuses.empty()) return;
    if (one.worker && staff_.people[*one.worker].team != *one.team)
      return cell.problem(fmt::format("the worker is in {}", team_name(staff_.people[*one.worker].team)));
    const std::vector<std::string> serving = who_serves(one);
    if (one.worker || serving.empty() || serves(*one.team, leading(one))) return;
    cell.problem(fmt::format("does not serve {}; {} does", ground_.names.statuses.all()[index(leading(one))],
                             listed(serving, "or")));
  }

  std::string team_name(TeamId team) const { return ground_.names.teams.all()[index(team)]; }

  bool serves(TeamId team, StatusId status) const {
    const auto& teams = ground_.staffing.teams;
    return index(team) >= teams.size() ||
           std::ranges::find(teams[index(team)].serves, status) != teams[index(team)].serves.end();
  }

  std::vector<std::string> who_serves(const ListedCase& one) const {
    std::vector<std::string> serving;
    for (std::size_t team = 0; team < ground_.staffing.teams.size(); ++team)
      if (serves(models::id_at<TeamId>(team), leading(one))) serving.push_back(team_name(models::id_at<TeamId>(team)));
    return serving;
  }

  // --- what is owed

  /// `visit 2019-03-20; review 2019-03-01`.
  void read_duties(std::string_view column, ListedCase& one, sim::Date earliest, sim::Date latest,
                   std::string_view why) {
    for (const Cell& part : cell(column).parts()) {
      const std::string& text = part.text();
      const std::size_t space = text.find(' ');
      if (space == std::string::npos) {
        part.expected("an obligation and the day on which it is due, such as `visit 2019-03-20`");
        continue;
      }
      const auto id = part.piece(0, space).name<ObligationId>(ground_.names.obligations);
      const auto day = part.piece(text.find_first_not_of(' ', space), text.size()).day(earliest, latest, why);
      if (id && day) add_duty(part, {*id, *day}, one);
    }
  }

  void add_duty(const Cell& part, const ListedDuty& duty, ListedCase& one) const {
    if (index(duty.obligation) >= pathway().obligations.size()) return;  // the pathway has mistakes of its own
    const models::Obligation& rule = pathway().obligations[index(duty.obligation)];
    const bool by_worker = rule.starts == models::Obligation::Starts::on_change_of_worker;
    if (std::ranges::find(one.owed, duty.obligation, &ListedDuty::obligation) != one.owed.end())
      return part.problem("named twice");
    if (!by_worker && !one.statuses.empty() && !holds(one, rule.during))
      return part.problem(fmt::format("is owed to a child in {}, which this one is not",
                                      ground_.names.statuses.all()[index(rule.during)]));
    if (!rule.in_force.on(ground_.begins))
      return part.problem(fmt::format("is not in force on {}", sim::text(ground_.begins)));
    one.owed.push_back(duty);
  }

  void read_work_given(ListedCase& one) const {
    const Cell given = cell("work_given");
    if (!given.present()) return;
    one.work_given = given.number(Range::between(0, 100'000));
    const auto by_work = [&](StatusId status) {
      if (index(status) >= pathway().statuses.size()) return true;
      const auto& need = pathway().statuses[index(status)].need;
      return need && need->met_by == models::Need::MetBy::work;
    };
    if (!one.statuses.empty() && std::ranges::none_of(one.statuses, by_work))
      given.problem("the need of none of these statuses is met by work; leave this empty");
  }

  // --- the family

  /// Siblings share the number of a counter; who has none is alone.
  std::uint32_t read_siblings() {
    const Cell group = cell("sibling_group");
    if (!group.present()) return next_household_++;
    const std::string& counter = group.text();
    if (!is_counter(counter)) {
      group.expected(
          "a counter, one small letter and at most five digits, such as `s7`; never a name or a case number");
      return next_household_++;
    }
    const auto [found, is_new] = households_.try_emplace(counter, Household{next_household_, 0});
    if (is_new) ++next_household_;
    if (++found->second.children == models::largest_household + 1)
      group.problem(fmt::format("more than {} children in {}", models::largest_household, shown(counter)));
    return found->second.number;
  }

  void read_age(ListedCase& one) const {
    const Cell age = cell("age");
    one.age = age.whole_number(0, oldest);
    if (!one.age) return;
    const int years = *one.age;
    const auto open = std::chrono::floor<std::chrono::days>(ground_.begins - one.opened).count();
    if (static_cast<double>(open) > (years + 1) * sim::days_a_year + 1)
      age.problem(
          fmt::format("a child of {} was not yet born on {}, when the case was opened", years, sim::text(one.opened)));
  }

  /// Who has grown up: an age drawn among children would be too low.
  void check_care_leaver(const ListedCase& one) const {
    if (one.statuses.empty() || index(leading(one)) >= pathway().statuses.size()) return;
    const auto counts = [&](models::CountsAs as) {
      return std::ranges::any_of(one.statuses,
                                 [&](StatusId status) { return pathway().statuses[index(status)].counts_as == as; });
    };
    if (counts(models::CountsAs::child)) {
      if (one.age && *one.age >= pathway().adult_at)
        cell("age").problem(fmt::format("nobody of {} or more is open as a child", pathway().adult_at));
      return;
    }
    if (counts(models::CountsAs::care_leaver) && !one.age)
      table_.problem(row_, "age: nothing is written here; a care leaver's age must be known");
  }

  struct Household {
    std::uint32_t number;
    std::uint32_t children;
  };

  ListTable table_;
  const StaffList& staff_;
  bool has_staff_;
  const ListGround& ground_;
  std::size_t row_ = 0;
  std::vector<ListedCase> cases_;
  std::map<std::string, Household> households_;
  std::uint32_t next_household_ = 0;
};

}  // namespace

std::optional<models::CaseList> read_case_list(const Value& cases, const Value& staff, const ListGround& ground) {
  if (staff.present() && !cases.present())
    staff.problem("stands beside `initial_cases`; without that, the staff of the teams are there at the start");
  if (!cases.present()) return {};
  models::CaseList list;
  StaffList people;
  if (staff.present()) people = read_staff_list(staff, ground);
  CaseRows rows(cases, people, staff.present(), ground);
  list.cases = rows.take();
  list.columns = rows.columns_there();
  list.staff = std::move(people.people);
  return list;
}

}  // namespace casetide::scenarios
