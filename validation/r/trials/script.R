# Referee of sequential trials: risks stratum by stratum (survfit), standardised; and weights from a model (glm).
# Run from this folder: Rscript script.R   (writes results.json)
suppressMessages({library(survival); library(jsonlite)})
set.seed(20262)

trials <- function(n, starts, later, lost) {
  d <- data.frame(age = sample(0:1, n, TRUE, c(0.7, 0.3)), scan = sample(0:2, n, TRUE, c(0.6, 0.3, 0.1)),
                  trial = starts[sample.int(length(starts), n, TRUE)])
  d$stratum <- 3 * d$age + d$scan
  d$arm <- rbinom(n, 1, plogis(-1.5 + 0.7 * d$age + 0.5 * d$scan - 0.1 * (d$trial - starts[1])))
  d$end <- sample(c(if (lost) 0, 1, 2, 2, 2), n, TRUE)
  d$day <- pmin(25, rgeom(n, 0.05 + 0.02 * (d$end == 1) * d$scan))
  if (later) {
    switch <- d$arm == 0 & d$day > 0 & runif(n) < 0.3
    d$end[switch] <- -1
  }
  d
}
# within a day treatment comes first, then ends, then loss; survfit takes ties of ends and censoring in that order
risk <- function(d, horizon) {
  d$time <- 1 + d$day - 0.5 * (d$end == -1)
  d$state <- factor(pmax(d$end, 0), 0:2)
  fit <- survfit(Surv(time, state) ~ 1, d)
  before <- which(fit$time <= 1 + horizon)
  if (length(before)) fit$pstate[max(before), 2] else 0
}
standardised <- function(d, horizon, to_treated) {
  sums <- c(0, 0, 0)
  for (cell in split(d, list(d$stratum, d$trial), drop = TRUE)) {
    arms <- list(cell[cell$arm == 0, ], cell[cell$arm == 1, ])
    if (!all(sapply(arms, nrow))) next
    weight <- if (to_treated) nrow(arms[[2]]) else nrow(cell)
    sums <- sums + weight * c(risk(arms[[1]], horizon), risk(arms[[2]], horizon), 1)
  }
  list(untreated = sums[1] / sums[3], treated = sums[2] / sums[3], people = sums[3])
}
weighted <- function(d, horizon, to_treated) {
  fit <- glm(arm ~ factor(age) + factor(scan) + factor(trial), binomial, d, control = glm.control(epsilon = 1e-14, maxit = 50))
  p <- fitted(fit)
  w <- if (to_treated) ifelse(d$arm == 1, 1, p / (1 - p)) else ifelse(d$arm == 1, 1 / p, 1 / (1 - p))
  lost <- d$end == 1 & d$day <= horizon
  mean_of <- function(arm) sum((w * lost)[d$arm == arm]) / sum(w[d$arm == arm])
  list(untreated = mean_of(0), treated = mean_of(1))
}
balanced <- function(d) {
  fit <- glm(arm ~ factor(age) + factor(scan) + factor(trial), binomial, d, control = glm.control(epsilon = 1e-14, maxit = 50))
  w <- ifelse(d$arm == 1, 1, fitted(fit) / (1 - fitted(fit)))
  x <- d$age
  p <- c(mean(x[d$arm == 1]), mean(x[d$arm == 0]))
  spread <- sqrt(sum(p * (1 - p)) / 2)
  after <- weighted.mean(x[d$arm == 1], w[d$arm == 1]) - weighted.mean(x[d$arm == 0], w[d$arm == 0])
  list(before = (p[1] - p[2]) / spread, after = after / spread)
}
counts <- function(d) {
  d$n <- 1
  as.list(aggregate(n ~ stratum + trial + arm + day + end, d, sum))
}
several <- list(full = trials(900, 5:8, TRUE, TRUE), sparse = trials(150, 5:8, TRUE, TRUE),
                followed = trials(700, 5:8, FALSE, FALSE), one_trial = trials(300, 5, TRUE, FALSE))
complete <- list(followed = several$followed, three = trials(400, 5:7, FALSE, FALSE))
horizons <- c(0, 3, 10, 25)
over <- function(f, d) lapply(c(treated = TRUE, all = FALSE), function(t)
  lapply(setNames(horizons, horizons), function(h) f(d, h, t)))
result <- list(
  made_with = list(R = paste(R.version$major, R.version$minor, sep = "."),
                   survival = as.character(packageVersion("survival"))),
  data = lapply(c(several, complete["three"]), counts),
  standardised = lapply(several, function(d) over(standardised, d)),
  weighted = lapply(complete, function(d) over(weighted, d)),
  balance = lapply(complete, balanced)
)
write_json(result, "results.json", digits = NA, auto_unbox = TRUE, na = "null")
