// The yearly figures of the national statistics, counted from facts as an authority's returns are.
// Years end on 31 March; the figures are those of indicator_catalogue(), by the terms of Pathway::national. Those of
// the workforce are of the 30 September in the year, and of the twelve months to it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/child_index.hpp"
#include "models/facts.hpp"
#include "models/financial_year.hpp"
#include "models/national_year.hpp"
#include "models/scenario.hpp"

namespace casetide::models {

class NationalReturns : public Observer {
 public:
  /// `scenario` must outlive it.
  explicit NationalReturns(const Scenario& scenario);

  bool watches(FactKind kind) const override;

  /// Facts come in the order of their instants.
  void observe(const Fact& fact) override;

  /// In the order of time with the facts.
  void census(const StaffCensus& census) override;

  /// To be called once, after the last fact: [year, indicator], row-major, for the whole years of the period.
  std::vector<double> finish();

 private:
  /// A day in half the room that sim::Date takes.
  using Day = std::chrono::local_time<std::chrono::duration<std::int32_t, std::chrono::days::period>>;

  /// What is known of a child; of one that is closed, what may still count. Kept small: there are many, and facts come
  /// for one here and one there.
  struct Child {
    std::uint32_t statuses = 0;  // one bit for each status held
    Day opened{};                // its referral, or when it came without one
    Day closed{};                // last
    Day assessed_since{}, enquired_since{}, on_plan_since{}, looked_after_since{};
    bool open = false;
    bool in_need = false;      // has been found in need since it was opened
    bool care_leaver = false;  // has grown up in care
    bool of_age = false;
    bool had_plan = false;                 // ever in this run
    bool may_return = false;               // its last closure counts, and it has not been referred since
    std::array<bool, timed_count> late{};  // in this year; reviews: on this plan, in this period of care
    std::uint8_t placements = 0;           // in this year
    std::uint8_t worker_changes = 0;       // in this year
  };
  static constexpr std::uint8_t unwatched = 0xff;

  NationalYear& year() { return years_.back(); }
  /// The year in which the day lies.
  NationalYear& year_of(sim::Date day);
  int working_days(sim::Date from, sim::Date to) const;
  bool holds(const Child& child, const std::optional<StatusId>& status) const;
  void watch(ObligationId obligation, Timed as);
  Child& opened(ChildId id, sim::Date since);
  Child* known(ChildId id);

  void referral_received(const Fact& fact);
  void status_begun(const Fact& fact);
  void plan_begun(Child& child, const Fact& fact);
  void care_begun(Child& child, const Fact& fact);
  void status_ended(const Fact& fact);
  void child_closed(const Fact& fact);
  void worker_changed(const Fact& fact);
  void decision_taken(const Fact& fact);
  void obligation_owed(const Fact& fact);
  void obligation_settled(const Fact& fact);
  void assessment_completed(const Fact& fact, const Child& child);
  void conference_held(const Fact& fact, const Child& child);
  void spell_ended(const Fact& fact);

  void close_year();
  void count_what_is_late(std::uint32_t number);
  void count_at_year_end(const Child& child, sim::Date last_day);
  void count_care_at_year_end(const Child& child, sim::Date last_day);
  void begin_year(Child& child) const;

  const Scenario& scenario_;
  const NationalTerms& terms_;
  std::uint32_t contacts_, care_leavers_;            // statuses, by what their holders count as
  std::uint32_t in_need_, placements_, unsuitable_;  // statuses, by term
  std::vector<Timed> timed_;                         // of those obligations that are looked at
  std::vector<std::uint8_t> columns_;                // [obligation], its place in timed_, or `unwatched`
  std::vector<bool> brings_of_age_;                  // [decision]

  ChildIndex index_;
  std::vector<Child> children_;    // by number
  std::vector<sim::Instant> due_;  // [number, timed_]; never: not owed

  std::vector<NationalYear> years_;    // from the one in which the run begins to the current one
  std::optional<StaffCensus> census_;  // the last one
  int first_year_;                     // in which the first of them ends
  FinancialYear current_;              // the last of them
};

}  // namespace casetide::models
