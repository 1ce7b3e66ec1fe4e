// How text for people is laid out.
#pragma once

namespace casetide::output {

struct TextStyle {
  int columns = 80;       // at most so wide
  bool at_length = true;  // not only the first page, of the whole period
  bool colour = false;    // with the escapes of a terminal; nothing is told by colour alone
};

}  // namespace casetide::output
