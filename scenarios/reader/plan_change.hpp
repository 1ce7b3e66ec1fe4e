// One change that a plan makes to a value of the scenario, from a day on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/reader/binding.hpp"
#include "scenarios/reader/tree_path.hpp"
#include "sim/time.hpp"

namespace casetide::scenarios {

/// What becomes of a value, or why nothing can.
struct Altered {
  std::optional<Node> value;
  std::string problem;
};

/// May a change come to nothing? As written that is a mistake; with values that are drawn it happens.
enum class Idle : std::uint8_t { is_a_problem, may_be };

struct Change {
  /// What becomes of the value that stands (null: none does) when this share of the way has been gone.
  using Alter = std::function<Altered(const Node* standing, double share)>;
  /// What it does to the value that it finds there.
  enum class Kind {
    absolute,     // says what the value is
    on_its_way,   // ... and gets there evenly from the value standing when it began
    relative,     // makes more or less of it
    preparation,  // writes it in another way, for a change that follows
  };

  TreePath what;
  Kind kind = Kind::absolute;
  std::vector<sim::Date> steps;  // ascending; from the last one on the whole change holds
  sim::Date until;               // from this day on it is undone
  sim::Date settled;             // from this day on its end value may be taken over by a change that follows
  Alter alter;
  Value at;  // what problems are noted at

  bool is_absolute() const { return kind == Kind::absolute || kind == Kind::on_its_way; }
  sim::Date from() const { return steps.front(); }
  bool holds_on(sim::Date day) const { return from() <= day && day < until; }
  /// The share of its way that it has gone by the day.
  double gone_by(sim::Date day) const;
};

/// Is the value a factor on everything of its kind? Where the scenario says nothing of it, it is 1.
bool is_factor(std::string_view path);

/// From when until when a change holds, and until when it grows in even monthly steps (absent: at once).
struct Dates {
  sim::Date from, until;
  std::optional<sim::Date> grows_until;
};

/// The first day, and then the first of each month before the last one.
std::vector<sim::Date> monthly_steps(sim::Date from, sim::Date until);

Change setting(const Value& at, TreePath what, const Dates& dates, Node to);
Change scaling(const Value& at, TreePath what, const Dates& dates, double factor);
/// Evenly from the value standing on the first day to this one.
Change going_to(const Value& at, TreePath what, const Dates& dates, Node to);
/// So much more of a plain number.
Change adding(const Value& at, TreePath what, const Dates& dates, double added);

/// Notes changes of the same value, or of one inside the other, that hold at the same time and exclude each other;
/// those from `first_own` on against all before them. A change that scales may follow on one that sets.
void note_contradictions(const std::vector<Change>& changes, std::size_t first_own);

}  // namespace casetide::scenarios
