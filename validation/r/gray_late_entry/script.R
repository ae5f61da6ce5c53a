# Referee of the scores of Gray's test with late entry, which cmprsk does not have. The score of a proportional
# subdistribution hazards model at no effect, with weights for censoring and late entry learnt within each group, is what
# Gray's test compares: the same sum by another way (weighted rows of people instead of product limits of risk sets).
# Run from this folder: Rscript script.R   (writes results.json)
suppressMessages({library(survival); library(jsonlite)})
set.seed(20262)

# finegray keeps the rows of a group only at times at which somebody of it comes to the end, so the groups share these
# times; how many come to it, who is lost, and when each entered differ. People enter on odd days and leave on even ones.
people <- function(times, groups, ends, latest) {
  what <- sample(0:ends, times, replace = TRUE)
  rows <- lapply(1:groups, function(k) do.call(rbind, lapply(seq_len(times), function(i) {
    n <- if (what[i] == 0) sample(0:(1 + k), 1) else sample(1:(1 + k), 1)
    if (n == 0) return(NULL)
    data.frame(entry = 2 * sample(0:min(i - 1, latest), n, replace = TRUE) + 1, exit = 2 * i, end = what[i], group = k)
  })))
  whole <- lapply(1:groups, function(k) data.frame(entry = 1, exit = 2 * times + 2, end = 0, group = rep(k, 4)))
  do.call(rbind, c(rows, whole))
}
data <- list(two_groups = people(60, 2, 2, 30), three_groups = people(50, 3, 2, 40), three_ends = people(80, 2, 3, 60),
             one_end = people(40, 2, 1, 20))
scores <- function(d) {
  d$id <- seq_len(nrow(d)); d$state <- factor(d$end, 0:max(d$end))
  lapply(setNames(1:max(d$end), 1:max(d$end)), function(e) {
    if (max(d$end) == 1) {
      wide <- data.frame(fgstart = d$entry, fgstop = d$exit, fgstatus = d$end == e, fgwt = 1, group = d$group)
    } else {
      wide <- finegray(Surv(entry, exit, state) ~ group + strata(group), data = d, id = id, etype = as.character(e))
    }
    sapply(sort(unique(d$group)), function(k) {
      fit <- coxph(Surv(fgstart, fgstop, fgstatus) ~ I(group == k), wide, weights = fgwt, ties = "breslow", init = 0,
                   control = coxph.control(iter.max = 0))
      sum(coxph.detail(fit)$score)
    })
  })
}
result <- list(
  made_with = list(R = paste(R.version$major, R.version$minor, sep = "."),
                   survival = as.character(packageVersion("survival"))),
  data = lapply(data, function(d) as.list(d[c("entry", "exit", "end", "group")])),
  scores = lapply(data, scores)
)
write_json(result, "results.json", digits = NA, auto_unbox = TRUE, na = "null")
