// What would have to be otherwise for another plan to be ahead.
import { list, section } from "./elements.js";

export function turningPointsSection({ data }) {
  if (data.turning_points.length === 0) return null;
  return section("turning-points", "What would turn the order", "What would turn the order", list(data.turning_points));
}
