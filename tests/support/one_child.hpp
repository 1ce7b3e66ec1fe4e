// The shipped pathway with one child in it: what an idle service owes that child, and when.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/support/notes.hpp"

namespace casetide::testing {

/// "Mon 3 Sep 2018". Throws std::invalid_argument when that day is no Monday.
sim::Date date(const std::string& words);
/// ... and back.
std::string in_words(sim::Date date);

/// What happened to the child. Days in words, in the order in which things happened; names as in the pathway.
class Course {
 public:
  Course(const models::Scenario& scenario, Notes notes);

  /// The last day in time, of each clock of an obligation that was started.
  Lines due(const std::string& obligation) const;
  /// The day from which each of them ran, and that last day: "Mon 3 Sep 2018 -> Mon 5 Nov 2018".
  Lines clocks(const std::string& obligation) const;
  /// The last days of whatever would be counted as this safeguard.
  Lines due_as(models::Component component) const;
  /// The days on which an obligation was met.
  Lines met(const std::string& obligation) const;
  /// The days on which the child was seen, by anybody and whatever for.
  Lines seen() const;
  Lines began(const std::string& status) const;
  Lines ended(const std::string& status) const;
  Lines decided(const std::string& decision) const;
  Lines closed() const;
  /// What was met after it was due.
  Lines late() const;

  const Notes& notes() const { return notes_; }

 private:
  Lines days(models::FactKind kind, std::size_t place) const;

  const models::Scenario& scenario_;
  Notes notes_;
};

/// The average authority of scenarios/ with nobody in it: no referrals, no stocks, nobody away, nobody supervised.
/// Partners are always there and the child is always seen. Every piece of work takes an hour and is done on the last
/// day on which it is in time. Whatever can go on goes on: no plan, placement or order ends by chance, and a decision
/// that can leave things as they are does. A test says what is to be otherwise.
class OneChild {
 public:
  OneChild();

  models::Scenario scenario;

  /// Six years old unless a test says so.
  void born(const std::string& day);
  void aged(int years) { years_ = years; }
  /// Nine in the morning: the child, known before but owed nothing, begins these statuses. Not for those whose clocks
  /// run from a referral.
  void begins(const std::string& day, const std::vector<std::string>& statuses);
  /// Nine in the morning of a working day: a referral.
  void is_referred(const std::string& day);

  /// Wherever the decision can have this outcome, it has.
  void decides(const std::string& decision, const std::string& outcome);
  void lasts(const std::string& status, int days);
  /// Of work that the status needs.
  void needs(const std::string& status, double hours);
  /// Done so many working days before the last day, each time.
  void early(const std::string& obligation, int working_days);
  /// Partners or family cannot before so many working days after the last day, each time.
  void late(const std::string& obligation, int working_days);
  void never_sees_the_child(const std::string& obligation);
  void without(const std::string& role);
  /// One of them joins the team.
  void joins(const std::string& day, const std::string& role, const std::string& team);
  void supervised() { scenario.staffing.supervision = supervision_; }

  /// Runs to the first instant of the day; once in a process. Fails the test where chance decided anything.
  Course until(const std::string& day);

  models::Obligation& obligation(const std::string& name);
  models::Status& status(const std::string& name);
  models::TeamId team(const std::string& name) const;

 private:
  void known(sim::Date from, double days, models::Outcome then);
  models::StatusId status_id(const std::string& name) const;
  models::RoleId role(const std::string& name) const;

  std::optional<sim::Date> born_;
  int years_ = 6;
  std::optional<models::Supervision> supervision_;
};

}  // namespace casetide::testing
