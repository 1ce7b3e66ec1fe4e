// The clocks of a child whose case stands in a list: they run on from the days that the list tells.
//
// A duty that the list names is due when it says. Of the others: what recurs runs from when the child was last seen or
// reviewed, else from the start of the status; where no column tells, it stands at a random place of its clock, as that
// of a stock does. What is owed once is owed until its day and done after it, unless it is what ends the status. A
// limit of time that nothing meets runs from the start of the status. Days before the run are never counted as time at
// risk: what is overdue then is missing from the first instant on.
#pragma once

#include <optional>

#include "models/case_list.hpp"
#include "models/children.hpp"
#include "models/duties.hpp"
#include "models/run.hpp"

namespace casetide::models {

class ListedClocks {
 public:
  ListedClocks(Run& run, Register& children, Duties& duties, const ListedColumns& columns)
      : run_(run), children_(children), duties_(duties), columns_(columns) {}

  /// Everything that the child owes; it holds its statuses already.
  void resume_all(std::uint32_t child, const ListedCase& listed);

 private:
  /// What a column says of when something last happened.
  struct Told {
    bool known = false;                // is there a column for it?
    std::optional<sim::Date> on = {};  // none: it has not happened in the status
  };
  const Pathway& pathway() const { return run_.scenario.pathway; }
  Told last_done(std::uint32_t child, const ListedCase& listed, const Obligation& rule) const;
  Told last_renewed(std::uint32_t child, const ListedCase& listed, const Obligation& watch) const;
  std::optional<sim::Date> in_status(std::uint32_t child, const Obligation& rule, std::optional<sim::Date> day) const;
  sim::Instant clock_start(std::uint32_t child, const ListedCase& listed, const Obligation& rule) const;

  void resume(std::uint32_t child, const ListedCase& listed, ObligationId id, bool watches);
  void resume_named(std::uint32_t child, const ListedCase& listed, const ListedDuty& named);
  void resume_recurring(std::uint32_t child, const ListedCase& listed, ObligationId id);
  void resume_watch(std::uint32_t child, const ListedCase& listed, ObligationId id);
  std::optional<sim::Instant> owed_once(std::uint32_t child, const ListedCase& listed, const Obligation& rule) const;
  bool ends_its_status(const Obligation& rule) const;
  bool end_is_named(const ListedCase& listed, StatusId status) const;
  bool waits_to_be_started(std::uint32_t child, const ListedCase& listed, ObligationId id) const;
  int times_met(std::uint32_t child, const ListedCase& listed, const Obligation& rule, sim::Instant last) const;
  bool held_at(std::uint32_t child, const ListedCase& listed, const Obligation& rule, const Interval& interval,
               sim::Instant then) const;

  Run& run_;
  Register& children_;
  Duties& duties_;
  const ListedColumns& columns_;
};

}  // namespace casetide::models
