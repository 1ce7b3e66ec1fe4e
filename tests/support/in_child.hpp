// Runs code that starts an engine in a process of its own: SimGrid allows one engine per process, ever.
#pragma once

#include <functional>
#include <ostream>
#include <string>

namespace casetide::testing {

/// Runs `body` in a forked child that leaves by _exit. Assertions that fail there fail here, with their place and
/// words; an exception, a signal and an early exit are failures too, reported with what the child had printed.
void in_child(const std::function<void()>& body);

/// The same for a body that hands something back: returns what it wrote to the stream.
std::string in_child(const std::function<void(std::ostream&)>& body);

}  // namespace casetide::testing
