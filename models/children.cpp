#include "models/children.hpp"

#include <bit>

namespace casetide::models {

BroughtBy brought_by(const Pathway& pathway, ObligationId obligation) {
  const Obligation& rule = pathway.obligations[index(obligation)];
  const bool any_status = rule.starts == Obligation::Starts::on_change_of_worker;
  return {obligation, any_status ? BroughtBy::any : 1u << index(rule.during)};
}

Register::Register(const Pathway& pathway)
    : obligations_(pathway.obligations.size()), statuses_(pathway.statuses.size()) {
  for (std::size_t place = 0; place < statuses_; ++place)
    reported_under_.push_back(pathway.statuses[place].reported_under.value_or(id_at<StatusId>(place)));
}

void Register::reserve(std::size_t children) {
  children_.reserve(children);
  households_.reserve(children);
  duties_.reserve(children * obligations_);
  standings_.reserve(children * statuses_);
}

std::uint32_t Register::add_household(HouseholdId id, std::uint32_t count) {
  std::uint32_t slot = 0;
  if (auto& free = free_households_[count]; !free.empty()) {
    slot = free.back();
    free.pop_back();
    const std::uint32_t first = households_[slot].first_child;
    households_[slot] = Household{};
    households_[slot].first_child = first;
  } else {
    slot = static_cast<std::uint32_t>(households_.size());
    households_.emplace_back().first_child = child_count();
    children_.resize(children_.size() + count);
    duties_.resize(children_.size() * obligations_);
    standings_.resize(children_.size() * statuses_);
  }
  Household& household = households_[slot];
  household.id = id;
  household.children = static_cast<std::uint8_t>(count);
  for (std::uint32_t number = 0; number < count; ++number) {
    Child& child = children_[household.first_child + number];
    const std::uint32_t waiting_stamp = child.waiting_stamp;
    const std::uint32_t has_held = child.has_held;
    child = Child{};
    child.has_held = has_held;
    child.waiting_stamp = waiting_stamp;  // stamps never go back: entries of the slot's last child stay invalid
    child.id = ChildId{static_cast<std::uint32_t>(index(id)) * largest_household + number};
    child.household = slot;
  }
  return slot;
}

void Register::forget_household(std::uint32_t household) {
  free_households_[households_[household].children].push_back(household);
}

std::uint32_t Register::occasion(std::uint32_t child, StatusId status, std::uint32_t occurrence) const {
  return household_of(child).episode << 16 | (standing(child, status).times & 63u) << 10 | (occurrence & 1023u);
}

StatusId Register::leading_status(std::uint32_t child) const {
  return id_at<StatusId>(std::bit_width(children_[child].statuses) - 1);
}

}  // namespace casetide::models
