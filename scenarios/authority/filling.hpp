// A text with names in it, as `@referrals@`, and what stands in their place.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace casetide::scenarios {

class Filling {
 public:
  void set(const std::string& name, std::string text);

  /// The template with every name replaced. Throws std::logic_error for a name without a text, and for a text whose
  /// name is not in the template: both are mistakes of ours.
  std::string fill(std::string_view text) const;

 private:
  std::map<std::string, std::string> texts_;
};

// Numbers as people write them, no more exact than they are known.
std::string whole(double value);         // "2,310"
std::string plain_whole(double value);   // "2310", as YAML takes it
std::string short_number(double value);  // "0.12", "1.2", "123"
std::string factor(double value);        // "1.12"
std::string tenths(double value);        // "12.3", "12"
std::string percent(double share);       // "12.3%"
std::string in_percent(double share);    // "12.3 %", in sentences
std::string joined(const std::vector<std::string>& parts, std::string_view between);

}  // namespace casetide::scenarios
