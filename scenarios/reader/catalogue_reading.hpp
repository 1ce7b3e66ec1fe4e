// What the files of the catalogue of measures share. Not for use outside them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reader/measures.hpp"

namespace casetide::scenarios {

/// A measure that is being read.
struct Reading {
  const Value& value;
  const Table& table;
  Dates dates;    // of the measure
  Dates effects;  // ... of what it changes, where that ends earlier
  const PlanGround& ground;
  Effects& to;
};

/// Adds an entry unless there is one with this key.
void add_key(std::vector<Node::Entry>& entries, std::string key, Node value);

/// Notes both or neither of the two ways of saying how much.
bool says_one(const Reading& reading, std::string_view one, std::string_view other);

/// Adds what stands under `key` as a cost of the measure, on the days of the measure where it has none of its own.
void charge(std::string_view key, const Dates& dates, const Reading& reading);
/// What a company costs: `set_up`, `running`, `vat` and `corporation_tax`.
void charge_company(const Reading& reading);
/// What a partner costs: `fee` and `exit`.
void charge_partner(const Reading& reading);

/// Posts of a role in a team: `by` so many, or `to` a number.
void add_posts(const Reading& reading);
/// `managers` join each of the `teams`.
void add_managers(const Reading& reading);
/// `hours` of a role, and more people in it: `posts`.
void add_reviewers(const Reading& reading);

/// `clocks`: `{care_review: 3 months}`, the first time, and every time after that where it recurs.
void set_clocks(const Reading& reading);
/// The `share` of an `outcome` of a `decision`, or a factor `by` on it.
void change_share(const Reading& reading);

}  // namespace casetide::scenarios
