// A scenario as a study is to be reported: by the STRESS-DES checklist, in Markdown. Source: T. Monks, C. S. M. Currie,
// B. S. Onggo, S. Robinson, M. Kunc and S. J. E. Taylor, "Strengthening the reporting of empirical simulation studies:
// Introducing the STRESS guidelines", Journal of Simulation 13(1), 2019, pp. 55-67, doi:10.1080/17477778.2018.1442155.
#pragma once

#include <string>
#include <vector>

#include "models/evidence_register.hpp"
#include "models/plan_in_words.hpp"
#include "models/scenario.hpp"

namespace casetide::output {

/// What the page is filled from.
struct Described {
  const models::Scenario& scenario;
  const models::EvidenceRegister& evidence;
  const std::vector<models::PlanInWords>& plans;  // in the order of the scenario
};

/// It speaks of the register as `register.md` beside it.
std::string stress_page(const Described& described);

}  // namespace casetide::output
