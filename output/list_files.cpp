#include "output/list_files.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "output/csv.hpp"
#include "output/whole_file.hpp"

namespace casetide::output {

namespace {

using models::ListedCase;

constexpr const char* case_columns =
    "status,opened,plan_start,last_seen,last_review,last_supervision,team,worker,sibling_group,overdue,due,age,"
    "work_given,closed\r\n";

std::string day_text(const std::optional<sim::Date>& day) { return day ? sim::text(*day) : std::string(); }

std::string worker_text(std::size_t place) { return fmt::format("w{}", place + 1); }

std::string joined(const std::vector<std::string>& parts) { return fmt::format("{}", fmt::join(parts, "; ")); }

class ListRows {
 public:
  ListRows(const models::CaseList& list, const models::Scenario& scenario, sim::Date day)
      : list_(list), scenario_(scenario), day_(day) {
    for (const ListedCase& listed : list.cases) ++children_[listed.siblings];
  }

  std::string text() const {
    std::string text = case_columns;
    for (const ListedCase& listed : list_.cases) text += row(listed);
    return text;
  }

 private:
  std::string row(const ListedCase& listed) const {
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", statuses(listed), sim::text(listed.opened),
                       since(listed), day_text(listed.last_seen), day_text(listed.last_review),
                       day_text(listed.last_supervision), listed.team ? team(*listed.team) : "",
                       listed.worker ? worker_text(*listed.worker) : "", siblings(listed), duties(listed, true),
                       duties(listed, false), listed.age ? fmt::format("{}", *listed.age) : "",
                       listed.work_given ? fmt::format("{:.1f}", *listed.work_given) : "", day_text(listed.closed));
  }

  const std::string& team(models::TeamId id) const { return scenario_.staffing.teams[index(id)].name; }

  std::string statuses(const ListedCase& listed) const {
    std::vector<std::string> names;
    for (models::StatusId status : listed.statuses) names.push_back(scenario_.pathway.statuses[index(status)].name);
    if (listed.closed_from) names.push_back(scenario_.pathway.statuses[index(*listed.closed_from)].name);
    return joined(names);
  }

  /// Nothing where all began when the case was opened; one day where all began on it.
  static std::string since(const ListedCase& listed) {
    std::vector<std::string> days;
    bool at_once = true, together = true;
    for (sim::Date day : listed.since) {
      days.push_back(sim::text(day));
      at_once = at_once && day == listed.opened;
      together = together && day == listed.since.front();
    }
    if (at_once) return {};
    return together ? days.front() : joined(days);
  }

  std::string siblings(const ListedCase& listed) const {
    return children_.at(listed.siblings) > 1 ? fmt::format("s{}", listed.siblings + 1) : std::string();
  }

  std::string duties(const ListedCase& listed, bool overdue) const {
    std::vector<std::string> parts;
    for (const models::ListedDuty& duty : listed.owed)
      if ((duty.due < day_) == overdue)
        parts.push_back(
            fmt::format("{} {}", scenario_.pathway.obligations[index(duty.obligation)].name, sim::text(duty.due)));
    return joined(parts);
  }

  const models::CaseList& list_;
  const models::Scenario& scenario_;
  sim::Date day_;
  std::map<std::uint32_t, int> children_;  // in each household
};

}  // namespace

std::string cases_csv(const models::CaseList& list, const models::Scenario& scenario, sim::Date day) {
  return ListRows(list, scenario, day).text();
}

std::string staff_csv(const models::CaseList& list, const models::Scenario& scenario) {
  std::string text = "id,team,role,contract,fte,started,leaves,away_until\r\n";
  for (std::size_t place = 0; place < list.staff.size(); ++place) {
    const models::ListedWorker& one = list.staff[place];
    text += fmt::format("{},{},{},{},{},{},{},{}\r\n", worker_text(place),
                        scenario.staffing.teams[index(one.team)].name, scenario.pathway.roles[index(one.role)],
                        models::contract_names[static_cast<std::size_t>(one.contract)], csv_number(one.fte),
                        sim::text(one.started), day_text(one.leaves), day_text(one.away_until));
  }
  return text;
}

void write_lists(const std::filesystem::path& folder, const models::CaseList& list, const models::Scenario& scenario,
                 sim::Date day) {
  make_folder(folder);
  PendingFile cases = pending_text(folder / "cases.csv", cases_csv(list, scenario, day));
  PendingFile staff = pending_text(folder / "staff.csv", staff_csv(list, scenario));
  cases.keep();
  staff.keep();
}

}  // namespace casetide::output
