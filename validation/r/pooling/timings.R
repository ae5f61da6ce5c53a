# How long the referee takes, in seconds a call: the median of some calls. Sourced by script.R; writes timings.json.
timed <- function(run, times) median(sapply(seq_len(times), function(i) system.time(for (j in 1:5) run())[["elapsed"]])) / 5
once <- function(run) system.time(run())[["elapsed"]]
timings <- list()
for (data in c("stillbirth", "bcg", "huge")) {
  d <- two_arm_data[[data]]
  arguments <- list(ai = d$treated_events, n1i = d$treated_total, ci = d$control_events, n2i = d$control_total)
  quiet <- function(f, ...) suppressWarnings(suppressMessages(do.call(f, c(arguments, list(...)))))
  e <- do.call(escalc, c(arguments, list(measure = "OR", drop00 = TRUE)))
  e <- e[!is.na(e$yi), ]
  timings[[data]] <- list(
    mantel_haenszel = timed(function() quiet(rma.mh, measure = "OR"), 7),
    peto = timed(function() quiet(rma.peto), 7),
    inverse_variance = timed(function() quiet(rma, measure = "OR", method = "FE"), 7),
    dersimonian_laird = timed(function() quiet(rma, measure = "OR", method = "DL"), 7),
    paule_mandel = timed(function() quiet(rma, measure = "OR", method = "PM"), 7),
    reml = timed(function() quiet(rma, measure = "OR", method = "REML"), 7),
    mixed_unconditional = once(function() quiet(rma.glmm, measure = "OR", model = "UM.FS")),
    mixed_exact_conditional = once(function() quiet(rma.glmm, measure = "OR", model = "CM.EL")),
    mixed_approximate_conditional = once(function() quiet(rma.glmm, measure = "OR", model = "CM.AL")),
    beta_binomial = once(function() try(suppressWarnings(beta_binomial_vgam(d)), silent = TRUE)),
    bayes = once(function() bayes(as.numeric(e$yi), e$vi, 0.5))
  )
}
processor <- sub("^model name[^:]*: ", "", grep("^model name", readLines("/proc/cpuinfo"), value = TRUE)[1])
writeLines(toJSON(list(made_with = as.list(versions), processor = processor, unit = "seconds a call",
                       beta_binomial_by = "VGAM", bayes_by = "R integrate", data = timings),
                  auto_unbox = TRUE, digits = 6, pretty = TRUE), "timings.json")
