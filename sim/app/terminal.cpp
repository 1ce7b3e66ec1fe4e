#include "sim/app/terminal.hpp"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace casetide::app {

bool is_terminal(int descriptor) {
  const char* terminal = std::getenv("TERM");
  return isatty(descriptor) && !(terminal && std::string_view(terminal) == "dumb");
}

bool colours(const Manner& manner) {
  const char* unwanted = std::getenv("NO_COLOR");
  return !manner.plain && !(unwanted && *unwanted) && is_terminal(STDOUT_FILENO);
}

}  // namespace casetide::app
