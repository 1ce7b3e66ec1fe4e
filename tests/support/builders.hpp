// A small valid service, built up in C++: a test states only what matters to it.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace casetide::testing {

/// "2018-09-03"
sim::Date day(const std::string& text);
/// "2018-09-03 09:30"; a day alone is its first instant.
sim::Instant at(const std::string& text);

/// A service with one team and nobody in it, England's calendar, everybody at work from 09:00 to 17:00, no referrals of
/// its own, no absences, room for any number of children, and one plan that changes nothing.
/// Children come as stocks, at the first instant or by `coming` at any instant; their ids count up by 8 a household.
class SmallService {
 public:
  SmallService(const std::string& from, const std::string& until);

  models::Scenario scenario;

  static constexpr models::RoleId social_worker{0};
  static constexpr models::RoleId manager{1};
  static constexpr models::RoleId chair{2};
  static constexpr models::TeamId team{0};

  /// People's ids follow the order of the calls.
  void staff(models::RoleId role, double fte, models::TeamId where = team, double hours_per_day = 0);
  models::TeamId add_team(const std::string& name);

  /// A status that brings nothing yet, served by the team.
  models::StatusId status(const std::string& name, bool needs_worker = true, models::TeamId served_by = team);
  /// The status runs out after `days` and `then` is decided.
  void lasts(models::StatusId status, double days, models::DecisionId then);

  /// Work of the child's worker, ready at once; its clock runs from the start of the status.
  models::ObligationId work(const std::string& name, models::StatusId during, models::Span due, double hours);
  /// A clock without work.
  models::ObligationId watch(const std::string& name, models::StatusId during, models::Span due);
  /// A meeting of the child's worker and a chair, at the first slot from the next working day to the day it is due.
  models::ObligationId conference(const std::string& name, models::StatusId during, models::Span due, double hours);
  models::Obligation& rule(models::ObligationId id) { return scenario.pathway.obligations[index(id)]; }

  /// Nobody is ever away but `worker`, who is away for `working_days` from `first`, once: looks for a seed under which
  /// chance has it so. Everything else in the scenario should be constant. To be called last.
  void only_away(std::uint32_t worker, sim::Date first, int working_days, bool planned = false);

  /// Always the same outcome, for one child at a time.
  models::DecisionId closing(const std::string& name = "close");
  models::DecisionId moving(const std::string& name, std::vector<models::StatusId> ends,
                            std::vector<models::StatusId> begins);
  models::DecisionId decision(const std::string& name, std::vector<models::Outcome> outcomes);

  /// One household of `children`, who hold the statuses from the first instant on.
  void here(std::vector<models::StatusId> statuses, int children = 1);
  /// One household of `children`, who begin the status at the instant; before that they are known, but owed nothing.
  void coming(sim::Instant when, models::StatusId status, int children = 1);
  /// Those added last were born on `day`.
  void born(sim::Date day);

 private:
  models::ObligationId add(models::Obligation obligation);
  void household_of(std::vector<models::StatusId> statuses, int children);
};

models::Span working_days(int count);
models::Span days(int count);
models::Span weeks(int count);
models::Span months(int count);

/// An outcome that is always drawn.
models::Outcome outcome(const std::string& name, std::vector<models::StatusId> ends = {},
                        std::vector<models::StatusId> begins = {}, std::vector<models::ObligationId> starts = {});

/// Nobody comes but by measures, nobody goes or settles in, overload does nothing to people or work, and no plan
/// changes a value of the scenario.
void fix_staff(models::Scenario& scenario);

/// scenarios/worcestershire.yaml as it stands.
models::Scenario worcestershire();

}  // namespace casetide::testing
