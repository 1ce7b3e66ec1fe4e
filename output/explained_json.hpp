// What the documents of `casetide explain --json` have in common.
#pragma once

#include <nlohmann/json.hpp>

#include "output/life_text.hpp"

namespace casetide::output {

/// Version, result, plan, replication, period, and the sentence that goes with time at risk.
nlohmann::ordered_json explained_run(const ToldRun& run, const LifeRecorder& record);

/// {"letter": "D", "name": "assessment_overdue", "label": "assessment overdue"}
nlohmann::ordered_json component_json(models::Component component);

}  // namespace casetide::output
