#include "output/stress_page.hpp"

#include <fmt/format.h>

#include "output/pathway_words.hpp"
#include "output/stress_parts.hpp"

namespace casetide::output {

namespace {

std::string title(const Described& described) {
  return fmt::format(
      "# {}: the simulation, by the STRESS-DES checklist\n\n"
      "This page is printed by `casetide describe` from `{}` and what it extends: change the scenario, not the page. "
      "Sentences about this scenario are made from what it says; those about the program hold for every scenario. The "
      "scenario with all that it extends has the SHA-256 `{}`, which a result of it carries as `scenario_sha256`.\n\n"
      "Items and their numbers are those of STRESS-DES: T. Monks, C. S. M. Currie, B. S. Onggo, S. Robinson, M. Kunc "
      "and S. J. E. Taylor, *Strengthening the reporting of empirical simulation studies: Introducing the STRESS "
      "guidelines*, Journal of Simulation 13(1), 2019, pp. 55-67, "
      "[doi:10.1080/17477778.2018.1442155](https://doi.org/10.1080/17477778.2018.1442155).\n\n"
      "What the numbers rest on stands in [register.md](register.md).\n\n",
      markdown(described.scenario.title), described.evidence.file, described.scenario.sha256);
}

}  // namespace

std::string stress_item(std::string_view number, std::string_view name) {
  return fmt::format("### {} {}\n\n", number, name);
}

std::string mean_days(double days) {
  return days < 10 ? fmt::format("{:.2g} days", days) : fmt::format("{:.0f} days", days);
}

std::string stress_page(const Described& described) {
  return title(described) + stress_objectives(described) + stress_logic(described) + stress_components(described) +
         stress_data(described) + stress_experimentation(described) + stress_implementation(described);
}

}  // namespace casetide::output
