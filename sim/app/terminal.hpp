// Whether somebody looks at a terminal, and wants colour there.
#pragma once

#include "sim/app/app.hpp"

namespace casetide::app {

/// The descriptor leads to a terminal that can move its cursor.
bool is_terminal(int descriptor);

/// Standard output does, and neither `--no-color` nor the environment (NO_COLOR, see no-color.org) says no.
bool colours(const Manner& manner);

}  // namespace casetide::app
