# Data sets of the referee: published ones, and small ones made awkward on purpose (numbers invented here).
arms <- function(a, n1, c, n0) list(treated_events = a, treated_total = n1, control_events = c, control_total = n0)

collins <- dat.collins1985b
born <- collins[!is.na(collins$stb.xti), ]
two_arm_data <- list(
  stillbirth = with(born, arms(stb.xti, fup.nti, stb.xci, fup.nci)),
  pre_eclampsia = with(collins, arms(pre.xti, pre.nti, pre.xci, pre.nci)),
  bcg = with(dat.bcg, arms(tpos, tpos + tneg, cpos, cpos + cneg)),
  zero_arms = arms(c(0, 3, 1, 0, 4), c(40, 60, 55, 120, 200), c(2, 0, 0, 3, 5), c(42, 58, 50, 118, 190)),
  double_zeros = arms(c(0, 2, 0, 3, 0, 1), c(30, 90, 200, 150, 10, 80), c(0, 1, 0, 1, 0, 2), c(30, 45, 20, 160, 90, 85)),
  full_arms = arms(c(10, 8, 12, 9), c(10, 11, 15, 12), c(7, 12, 9, 5), c(11, 12, 14, 10)),
  one_study = arms(7, 300, 4, 310),
  two_studies = arms(c(12, 9), c(400, 250), c(7, 11), c(390, 260)),
  huge = arms(c(260, 95, 410, 31), c(52000, 21000, 63000, 9000), c(180, 300, 700, 60), c(40000, 90000, 150000, 20000)),
  tau_zero = arms(c(10, 20, 31, 15), c(500, 1000, 1500, 750), c(8, 16, 24, 12), c(500, 1000, 1500, 750)),
  tiny = arms(c(1, 2, 0, 3, 1), c(3, 5, 4, 7, 2), c(1, 1, 1, 2, 0), c(4, 5, 3, 8, 3)),
  unequal_arms = arms(c(4, 9, 2, 6), c(60, 150, 40, 75), c(30, 70, 11, 52), c(900, 2400, 500, 1500)),
  scattered = arms(c(2, 30, 1, 25, 8), c(100, 120, 90, 110, 300), c(20, 6, 15, 4, 9), c(100, 118, 95, 105, 290)),
  one_sided = arms(c(2, 1, 3), c(100, 80, 120), c(0, 0, 0), c(100, 90, 110)),
  all_zero = arms(c(0, 0), c(50, 60), c(0, 0), c(55, 65))
)

proportion_data <- list(
  plain = list(events = c(12, 30, 7, 22, 41), total = c(300, 500, 240, 610, 700)),
  zeros = list(events = c(0, 3, 0, 1, 5), total = c(50, 200, 30, 90, 400)),
  rare = list(events = c(52, 11, 160), total = c(41000, 9000, 98000)),
  alike = list(events = c(10, 20, 31), total = c(500, 1000, 1500)),
  full = list(events = c(10, 18, 29, 9), total = c(10, 20, 31, 11))
)
rate_data <- list(
  plain = list(events = c(12, 30, 7, 22, 41), time = c(310.5, 502, 151.25, 900, 620)),
  zeros = list(events = c(0, 3, 0, 1, 5), time = c(50, 20, 30, 90, 400)),
  alike = list(events = c(10, 20, 31), time = c(500, 1000, 1500))
)
