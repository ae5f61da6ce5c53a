# Referee of amnio.estimate.incidence and cox: etm and survival on the pregnancies of etm's data set `abortion`.
# Run from this folder: Rscript script.R   (writes results.json)
suppressMessages({library(etm); library(survival); library(jsonlite)})
data(abortion)

incidence <- function(d) {
  fit <- etmCIF(Surv(entry, exit, cause != 0) ~ 1, d, etype = cause)
  ends <- lapply(summary(fit, ci.fun = "cloglog")[[1]], function(s)
    list(time = s$time, probability = s$P, standard_error = sqrt(s$var), low = s$lower, high = s$upper,
         at_risk = s$n.risk))
  names(ends) <- c("CIF 1" = "induced", "CIF 2" = "live_birth", "CIF 3" = "loss")[names(ends)]
  ends
}
after_week <- function(d, week) {
  kept <- d[d$exit > week, ]
  kept$entry <- pmax(kept$entry, week)
  list(week = week, women = nrow(kept), losses = sum(kept$cause == 3), ends = incidence(kept))
}
cox <- function(end) {
  fit <- coxph(Surv(entry, exit, cause == end) ~ group, abortion, ties = "efron",
               control = coxph.control(eps = 1e-14, toler.chol = 1e-16, iter.max = 100))
  list(log_hazard_ratio = unname(coef(fit)), standard_error = sqrt(vcov(fit)[1, 1]), log_likelihood = fit$loglik[2])
}
groups <- list(control = abortion[abortion$group == 0, ], exposed = abortion[abortion$group == 1, ])
ignoring <- lapply(groups, function(d) { d$entry <- 0; incidence(d)$loss })

result <- list(
  made_with = c(list(R = paste(R.version$major, R.version$minor, sep = ".")),
                lapply(c(etm = "etm", survival = "survival"), function(p) as.character(packageVersion(p)))),
  source = "data set abortion of the R package etm (MIT licence); Meister & Schaefer 2008, Reprod Toxicol 26:31",
  data = lapply(groups, function(d) list(entry = d$entry, exit = d$exit, end = d$cause)),
  incidence = lapply(groups, incidence),
  without_late_entry = ignoring,
  after_week_15 = lapply(groups, after_week, week = 15),
  cox = lapply(list(induced = 1, live_birth = 2, loss = 3), cox)
)
write_json(result, "results.json", digits = NA, auto_unbox = TRUE, na = "null")
