// The tables of the language. Each is described in the file of its room: scenario, pathway, obligations, decisions,
// demand, staffing, employment, money, plans, measures, questions, designs.
#pragma once

#include <span>

#include "scenarios/language/type.hpp"

namespace casetide::scenarios::language {

/// What a piece of work does, as `effects` lists it.
enum class Effect : std::uint8_t { sees_child, monitors, progresses_plan, none };

/// A scenario file, and what stands in it.
const Table& scenario();
const Table& period();
const Table& run();
const Table& precision();
const Table& list_of_rows();

const Table& pathway();
const Table& role();
const Table& status();
const Table& need();
const Table& national();
const Table& obligation();
const Table& clock();
const Table& interval();
const Table& work();
const Table& meeting();
const Table& in_force();
const Table& decision();
const Table& decision_case();
const Table& condition();
const Table& outcome();

const Table& demand();
const Table& first_referrals();
const Table& demand_period();
const Table& month_factors();
const Table& household_sizes();
const Table& urgency();
const Table& returns();
const Table& stream();
const Table& stock();
const Table& working_hours();

/// How people are employed.
Type contracts();

const Table& staffing();
const Table& team();
const Table& staff_group();
const Table& duty_rota();
const Table& absence();
const Table& supervision();
const Table& supervision_stage();
const Table& leaving();
const Table& while_new();
const Table& destinations();
const Table& stress();
const Table& inductions();
const Table& induction();
const Table& newly_qualified();
const Table& hiring();
const Table& intake();
const Table& hiring_of_role();
const Table& from_within();
const Table& agency();
const Table& overload();

const Table& money();
const Table& cost_line();
const Table& pay();
const Table& placement_price();
const Table& price();         // `{line, amount}`, once
const Table& yearly_price();  // `{line, a_year}`
const Table& yearly_entry();  // of amounts that stand for themselves
const Table& entry_once();

const Table& plan();
/// A list item of `measures`: one key, the measure's name.
const Table& measures();
const Table& corporation_tax();

const Table& assumption();
const Table& assumption_range();
const Table& target();
const Table& combined_target();
const Table& observed();
const Table& observed_fit();
const Table& options();
const Table& criterion();
const Table& gate();
const Table& option();

/// The files of `casetide sweep` and `casetide search`.
const Table& sweep_design();
const Table& search_design();
const Table& design_factors();
const Table& listed_factor();
const Table& stepped_factor();
const Table& ranged_factor();
const Table& searched_factor();
const Table& latin_hypercube();
const Table& find();

/// The shapes that a distribution of such amounts may have.
const Table& shapes(const Wanted& wanted);
/// The quarters of `quartiles` and a band of `bands`.
const Table& band(const Wanted& wanted);

/// Of twelve months, January first.
std::span<const std::string_view> month_names();

}  // namespace casetide::scenarios::language
