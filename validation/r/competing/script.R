# Referee of Gray's test, the subdistribution hazards, weighted and clustered incidence and small risk sets, on data made
# to be awkward: ties, late entry, an end that nobody comes to, weights, clusters, early risk sets of one or two.
# Run from this folder: Rscript script.R   (writes results.json)
suppressMessages({library(etm); library(survival); library(cmprsk); library(prodlim); library(jsonlite)})
data(abortion)
set.seed(20261)

people <- function(n, ends, latest_entry, longest, groups = 2, censored = TRUE) {
  d <- data.frame(entry = sample(0:latest_entry, n, replace = TRUE), length = sample(1:longest, n, replace = TRUE),
                  end = sample((if (censored) 0 else 1):ends, n, replace = TRUE), group = sample(1:groups, n, replace = TRUE),
                  cluster = sample(1:7, n, replace = TRUE), weight = sample(c(0.5, 1, 1.5, 2, 3.25), n, replace = TRUE),
                  x = round(rnorm(n), 2))
  d$exit <- d$entry + d$length
  d
}
early <- rbind(data.frame(entry = c(0, 0, 1), length = 0, end = c(1, 2, 1), group = 1, cluster = 1, weight = 1,
                          x = 0, exit = c(1, 3, 3)), people(40, 2, 9, 9))
late <- list(ties = people(60, 2, 6, 6), three_ends = people(90, 3, 12, 9, groups = 3),
             nobody_censored = people(50, 2, 5, 8, censored = FALSE), long = people(150, 2, 60, 60), early = early)
at_once <- lapply(list(ties = people(60, 2, 0, 6), three_groups = people(120, 2, 0, 9, groups = 3),
                       long = people(100, 2, 0, 400), four_groups = people(200, 3, 0, 15, groups = 4),
                       nobody_censored = people(70, 2, 0, 8, censored = FALSE)), identity)
at_once$untied <- people(90, 2, 0, 9)
at_once$untied$exit <- sample(1:400, 90)
pregnancies <- data.frame(entry = abortion$entry, exit = abortion$exit, end = abortion$cause, group = abortion$group + 1)

columns <- function(d) as.list(d[intersect(c("entry", "exit", "end", "group", "cluster", "weight", "x"), names(d))])
state <- function(d) factor(d$end, 0:max(d$end))
# survfit keeps to `id` for the errors of several ends, so influences (the first before any time) are added by cluster
robust <- function(d, cluster, weights) {
  d$id <- seq_len(nrow(d)); d$w <- weights
  fit <- survfit(Surv(entry, exit, state(d)) ~ 1, d, id = id, weights = w, robust = TRUE, influence = TRUE)
  errors <- sapply(seq_along(fit$time), function(i)
    sqrt(colSums(rowsum(fit$influence.pstate[, i + 1, -1] * weights, cluster)^2)))
  list(time = fit$time, probability = fit$pstate[, -1], standard_error = t(errors))
}
gray <- function(d) {
  lapply(setNames(1:max(d$end), 1:max(d$end)), function(e)
    unname(cuminc(d$exit, d$end, d$group, rho = 0)$Tests[as.character(e), c("stat", "pv", "df")]))
}
gray_early <- function(d) unname(cuminc(d$exit, d$end, d$group, rho = 1)$Tests["1", c("stat", "pv", "df")])
subdistribution <- function(d, end = 1) {
  d$id <- seq_len(nrow(d))
  d$state <- state(d)
  wide <- finegray(Surv(entry, exit, state) ~ ., data = d, id = id, etype = as.character(end))
  fit <- coxph(Surv(fgstart, fgstop, fgstatus) ~ I(group == 2) + x, wide, weights = fgwt, ties = "breslow",
               cluster = id, control = coxph.control(eps = 1e-14, toler.chol = 1e-16, iter.max = 100))
  list(log_ratio = unname(coef(fit)), robust = unname(sqrt(diag(fit$var))), naive = unname(sqrt(diag(fit$naive.var))))
}
crude <- function(d) {
  fit <- crr(d$exit, d$end, cbind(d$group == 2, d$x), failcode = 1, gtol = 1e-12, maxiter = 100)
  list(log_ratio = unname(fit$coef), standard_error = unname(sqrt(diag(fit$var))))
}
small <- function(d, constant, power) {
  n <- nrow(d)
  d$from <- 0; d$to <- ifelse(d$end == 0, "cens", d$end); d$id <- seq_len(n)
  ends <- max(d$end)
  tra <- matrix(FALSE, ends + 1, ends + 1); tra[1, -1] <- TRUE
  fit <- etm(d[c("id", "from", "to", "entry", "exit")], as.character(0:ends), tra, "cens", s = 0, covariance = FALSE,
             modif = TRUE, c = constant, alpha = power)
  list(constant = constant, power = power, time = fit$time,
       probability = sapply(as.character(1:ends), function(e) trprob(fit, paste(0, e))))
}
levels_of <- function(d, level) {
  fit <- etmCIF(Surv(entry, exit, end != 0) ~ 1, d, etype = end)
  s <- summary(fit, ci.fun = "cloglog", level = level)[[1]][["CIF 1"]]
  list(level = level, time = s$time, low = s$lower, high = s$upper)
}
limits <- function(d) {
  fit <- prodlim(Hist(exit, end, entry = entry) ~ 1, d)
  list(time = fit$time, probability = fit$cuminc[["1"]])
}

hazards <- function(d) lapply(c(`1` = 1, `2` = 2), function(e) {
  fit <- survfit(Surv(entry, exit, end == e) ~ 1, d)
  list(time = fit$time, hazard = fit$cumhaz, standard_error = fit$std.chaz)
})

result <- list(
  made_with = c(list(R = paste(R.version$major, R.version$minor, sep = ".")),
                lapply(c(etm = "etm", survival = "survival", cmprsk = "cmprsk", prodlim = "prodlim"),
                       function(p) as.character(packageVersion(p)))),
  data = c(lapply(c(late, setNames(at_once, paste0("at_once_", names(at_once)))), columns),
           list(pregnancies = columns(pregnancies))),
  clusters = lapply(late, function(d) robust(d, d$cluster, rep(1, nrow(d)))),
  weights = lapply(late, function(d) robust(d, seq_len(nrow(d)), d$weight)),
  both = lapply(late, function(d) robust(d, d$cluster, d$weight)),
  gray = setNames(lapply(at_once, gray), paste0("at_once_", names(at_once))),
  gray_early = setNames(lapply(at_once, gray_early), paste0("at_once_", names(at_once))),
  subdistribution = lapply(c(late[c("ties", "three_ends", "nobody_censored", "long")],
                             setNames(at_once, paste0("at_once_", names(at_once)))), subdistribution),
  without_ties = lapply(list(at_once_untied = at_once$untied, at_once_nobody_censored = at_once$nobody_censored), crude),
  small_risk_sets = lapply(c(late, list(pregnancies = pregnancies)), function(d)
    list(small(d, 1, 0.25), small(d, 2, 0.3), small(d, 5, 0))),
  levels = lapply(c(late, list(pregnancies = pregnancies)), function(d) list(levels_of(d, 0.9), levels_of(d, 0.99))),
  hazards = lapply(c(late, list(pregnancies = pregnancies)), hazards),
  product_limit = lapply(c(late, list(pregnancies = pregnancies)), limits)
)
write_json(result, "results.json", digits = NA, auto_unbox = TRUE, na = "null")
