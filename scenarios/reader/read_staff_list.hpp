// staff.csv: a row for each person in post. Not for use outside the reader.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/reader/list_table.hpp"
#include "scenarios/reader/read_case_list.hpp"

namespace casetide::scenarios {

struct StaffList {
  std::vector<models::ListedWorker> people;
  std::map<std::string, std::size_t> places;  // of people, by the counter that stands for them
};

StaffList read_staff_list(const Value& list, const ListGround& ground);

}  // namespace casetide::scenarios
