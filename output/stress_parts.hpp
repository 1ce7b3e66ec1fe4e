// The sections of the STRESS-DES checklist, each with its items in order. Not for use outside the page.
#pragma once

#include <string>
#include <string_view>

#include "output/stress_page.hpp"

namespace casetide::output {

std::string stress_objectives(const Described& described);
std::string stress_logic(const Described& described);
std::string stress_components(const Described& described);
std::string stress_data(const Described& described);
std::string stress_experimentation(const Described& described);
std::string stress_implementation(const Described& described);

/// The heading of an item: "1.1", "Purpose of the model".
std::string stress_item(std::string_view number, std::string_view title);

/// "121 days", "2.5 days".
std::string mean_days(double days);

}  // namespace casetide::output
