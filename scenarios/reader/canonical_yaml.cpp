#include "scenarios/reader/canonical_yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace casetide::scenarios {

namespace {

void append_escaped(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (c == '\t') {
    out += "\\t";
  } else if (byte < 0x20 || byte == 0x7f) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
  } else {
    out += c;
  }
}

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) append_escaped(out, c);
  return out + '"';
}

std::string key_text(const std::string& key) { return stands_bare(key) ? key : in_quotes(key); }

/// What fits on the line of its key or dash; empty for what needs lines of its own.
std::string on_one_line(const Node& node) {
  if (node.is_nothing()) return "~";
  if (node.is_scalar()) return node.quoted() ? in_quotes(node.text()) : node.text();
  if (node.is_sequence()) return node.items().empty() ? "[]" : "";
  return node.entries().empty() ? "{}" : "";
}

/// "  # library/england.yaml:112"; empty for what no file says.
std::string told_place(const Place& place) {
  return place.file ? fmt::format("  # {}:{}", *place.file, place.line) : std::string();
}

class Writer {
 public:
  explicit Writer(bool with_places) : with_places_(with_places) {}

  /// Each line at `indent`, except the first where that line has been begun by a dash.
  void write(const Node& node, std::size_t indent, bool line_begun) {
    const std::string short_form = on_one_line(node);
    if (!short_form.empty()) {
      out_ += short_form + (with_places_ ? told_place(node.place()) : std::string()) + '\n';
    } else if (node.is_sequence()) {
      for (const Node& item : node.items()) {
        begin_line(indent, line_begun);
        out_ += "- ";
        write(item, indent + 2, true);
      }
    } else {
      for (const Node::Entry& entry : node.entries()) {
        begin_line(indent, line_begun);
        write_entry(entry, indent);
      }
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void begin_line(std::size_t indent, bool& begun) {
    if (!begun) out_.append(indent, ' ');
    begun = false;
  }

  void write_entry(const Node::Entry& entry, std::size_t indent) {
    out_ += key_text(entry.key) + ':';
    out_ += on_one_line(entry.value).empty() ? '\n' : ' ';
    write(entry.value, indent + 2, false);
  }

  bool with_places_;
  std::string out_;
};

std::string written(const Node& node, bool with_places) {
  Writer writer(with_places);
  writer.write(node, 0, false);
  return writer.take();
}

}  // namespace

std::string canonical_yaml(const Node& node) { return written(node, false); }
std::string canonical_yaml_with_places(const Node& node) { return written(node, true); }

}  // namespace casetide::scenarios
