// The scenario as it reads under a plan, from each of the days on which a value changes.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "models/plan.hpp"
#include "models/scenario.hpp"
#include "scenarios/reader/plan_change.hpp"

namespace casetide::scenarios {

/// What a plan may change (pathway, staffing, demand and money), bound from the tree of it; `changed`: those of the
/// four that are not as the base has them.
using BindService =
    std::function<models::Scenario(const Node& tree, const std::set<std::string>& changed, Problems& problems)>;

class PlanVersions {
 public:
  static constexpr std::size_t changes_limit = 1000;   // of one plan, with all it extends
  static constexpr std::size_t bindings_limit = 1000;  // of one scenario: enough for any honest file

  /// `base` is the scenario, bound from `tree`.
  PlanVersions(Node tree, const models::Scenario& base, BindService bind, Idle idle);

  /// Applies the changes in their order, day by day. Notes what goes wrong at the change that brought it, and then goes
  /// no further. Plans that read alike share their versions; where nothing differs from the day before there is none.
  std::vector<models::PlanVersion> of(const std::vector<Change>& changes);

 private:
  /// The tree with changes that can be taken back.
  class WorkingTree {
   public:
    explicit WorkingTree(Node tree) : tree_(std::move(tree)) {}
    const Node& tree() const { return tree_; }
    void set(const TreePath& path, Node value);
    void restore();
    /// What has been set, as text: equal texts mean equal trees.
    std::string key() const;
    /// The first steps of all that has been set.
    std::set<std::string> rooms() const;

   private:
    struct Before {
      TreePath path;
      std::optional<Node> value;
    };
    Node tree_;
    std::vector<Before> before_;
  };

  /// What stood when a change began.
  struct Start {
    bool known = false;
    std::optional<Node> value;
  };

  bool apply(const std::vector<Change>& changes, sim::Date day, std::vector<Start>& starts);
  bool apply_one(const Change& change, sim::Date day, Start& start);
  std::shared_ptr<const models::Scenario> bound(const std::vector<Change>& changes, sim::Date day);

  WorkingTree working_;
  const models::Scenario& base_;
  BindService bind_;
  Idle idle_;
  std::map<std::string, std::shared_ptr<const models::Scenario>> known_;  // by WorkingTree::key
};

}  // namespace casetide::scenarios
