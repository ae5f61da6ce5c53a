# Referee of amnio.estimate: the same pooling methods in metafor, lme4, VGAM and plain R, over a grid of options.
# Run from this folder: Rscript script.R   (writes results.json and timings.json)
suppressMessages({library(metafor); library(jsonlite)})
source("data.R")
source("likelihoods.R")

measures <- c("RD", "RR", "OR")
precise <- list(tau2.min = 0, threshold = 1e-14, maxiter = 5000, tol = 1e-14)
records <- list()

# Runs an expression; a refusal of R is a result too. `call` is what was asked for, in our referee's own words.
record <- function(kind, data, call, run) {
  got <- tryCatch(suppressWarnings(suppressMessages(run())), error = function(e) list(refused = conditionMessage(e)))
  records[[length(records) + 1]] <<- c(list(kind = kind, data = data, call = call), list(got = got))
}
pooled <- function(fit) {
  number <- function(x) if (is.null(x) || length(x) != 1) NA else as.numeric(x)
  list(estimate = number(fit$beta), standard_error = number(fit$se), low = number(fit$ci.lb), high = number(fit$ci.ub),
       q = number(fit$QE), degrees = (if (is.null(fit$k.yi)) fit$k else fit$k.yi) - 1,
       tau2 = number(fit$tau2), i2 = number(fit$I2) / 100)
}
normal <- function(fit) {
  p <- predict(fit)
  c(pooled(fit), list(prediction_low = p$pi.lb, prediction_high = p$pi.ub, weights = unname(weights(fit)) / 100))
}
mixed <- function(fit) c(pooled(fit), list(q_lrt = fit$QE.LRT, log_likelihood = as.numeric(logLik(fit))))

classic <- function(data, arguments, measure_names, ratio) {
  for (measure in measure_names) for (to in c("only0", "if0all", "all")) for (drop00 in unique(c(TRUE, !ratio(measure)))) {
    both <- if (ratio(measure)) c(TRUE, FALSE) else FALSE
    for (d0 in both) for (method in c("FE", "DL", "PM", "REML")) {
      usual <- to == "only0" && d0 == ratio(measure)
      for (test in if (method != "FE" && usual) c("z", "t", "knha", "adhoc") else "z")
        record("rma", data, list(measure = measure, method = method, test = test, to = to, drop00 = d0), function()
          normal(do.call(rma, c(arguments, list(measure = measure, method = method, test = test, to = to, add = 1/2,
                                                drop00 = d0, control = precise)))))
    }
    if (drop00) break
  }
}

for (data in names(two_arm_data)) {
  d <- two_arm_data[[data]]
  arguments <- list(ai = d$treated_events, n1i = d$treated_total, ci = d$control_events, n2i = d$control_total)
  for (measure in measures)
    record("rma.mh", data, list(measure = measure, drop00 = measure != "RD"), function() {
      fit <- do.call(rma.mh, c(arguments, list(measure = measure, correct = FALSE, drop00 = measure != "RD")))
      c(pooled(fit), list(weights = unname(weights(fit)) / 100))
    })
  record("rma.peto", data, list(measure = "OR"), function() {
    fit <- do.call(rma.peto, arguments)
    c(pooled(fit), list(weights = unname(weights(fit)) / 100))
  })
  classic(data, arguments, measures, function(measure) measure != "RD")
  for (model in c("UM.FS", "CM.EL", "CM.AL")) for (method in c("FE", "ML")) {
    # the exact model takes seconds a fit, and "t" only changes the quantile
    for (test in if (method == "ML" && model != "CM.EL") c("z", "t") else "z")
      record("rma.glmm", data, list(measure = "OR", model = model, method = method, test = test), function()
        mixed(do.call(rma.glmm, c(arguments, list(measure = "OR", model = model, method = method, test = test,
                                                  nAGQ = if (model == "CM.EL") 7 else 25)))))
  }
  for (measure in measures) {
    record("beta_binomial", data, list(measure = measure), function() beta_binomial(d, measure))
    scale <- if (measure == "RD") 0.01 else 0.5
    record("bayes", data, list(measure = measure, scale = scale), function() {
      e <- do.call(escalc, c(arguments, list(measure = measure, drop00 = measure != "RD")))
      e <- e[!is.na(e$yi), ]
      bayes(as.numeric(e$yi), e$vi, scale)
    })
  }
  record("vgam", data, list(measure = "OR"), function() beta_binomial_vgam(d))
  for (measure in measures)
    record("egger", data, list(measure = measure), function() {
      t <- regtest(do.call(rma, c(arguments, list(measure = measure, method = "FE", drop00 = measure != "RD"))), model = "lm")
      s <- coef(summary(t$fit))
      list(slope = s[2, 1], standard_error = s[2, 2], t = t$zval, p_value = t$pval, degrees = t$dfs, limit = s[1, 1])
    })
  record("peters", data, list(measure = "OR"), function() {
    e <- do.call(escalc, c(arguments, list(measure = "OR", drop00 = TRUE)))
    n <- d$treated_total + d$control_total; y <- d$treated_events + d$control_events
    s <- summary(lm(as.numeric(e$yi) ~ I(1 / n), weights = y * (n - y) / n, subset = !is.na(e$yi)))
    list(slope = coef(s)[2, 1], standard_error = coef(s)[2, 2], t = coef(s)[2, 3], p_value = coef(s)[2, 4],
         degrees = s$df[2], limit = coef(s)[1, 1])
  })
  record("harbord", data, list(measure = "OR"), function() {
    n <- d$treated_total + d$control_total; y <- d$treated_events + d$control_events
    z <- d$treated_events - y * d$treated_total / n
    # as.numeric: the product of four counts overflows R's integers
    v <- as.numeric(d$treated_total) * d$control_total * y * (n - y) / (n^2 * (n - 1))
    s <- summary(lm(I(z / v) ~ I(1 / sqrt(v)), weights = v, subset = v > 0))
    list(slope = coef(s)[2, 1], standard_error = coef(s)[2, 2], t = coef(s)[2, 3], p_value = coef(s)[2, 4],
         degrees = s$df[2], limit = coef(s)[1, 1])
  })
}
for (data in names(proportion_data)) {
  d <- proportion_data[[data]]
  classic(paste0("proportion.", data), list(xi = d$events, ni = d$total), "PLO", function(measure) FALSE)
  for (test in c("z", "t"))
    record("rma.glmm", paste0("proportion.", data), list(measure = "PLO", method = "ML", test = test), function()
      mixed(rma.glmm(xi = d$events, ni = d$total, measure = "PLO", test = test, nAGQ = 25)))
}
for (data in names(rate_data)) {
  d <- rate_data[[data]]
  classic(paste0("rate.", data), list(xi = d$events, ti = d$time), "IRLN", function(measure) FALSE)
  for (test in c("z", "t"))
    record("rma.glmm", paste0("rate.", data), list(measure = "IRLN", method = "ML", test = test), function()
      mixed(rma.glmm(xi = d$events, ti = d$time, measure = "IRLN", test = test, nAGQ = 25)))
}
dr <- with(two_arm_data$bcg, list(ai = treated_events, n1i = treated_total, ci = control_events, n2i = control_total))
record("leave1out", "bcg", list(measure = "RR", method = "REML"), function() {
  l <- leave1out(do.call(rma, c(dr, list(measure = "RR", method = "REML", control = precise))))
  list(estimate = as.numeric(l$estimate), standard_error = as.numeric(l$se), tau2 = as.numeric(l$tau2))
})
record("cumul", "bcg", list(measure = "RR", method = "REML"), function() {
  l <- cumul(do.call(rma, c(dr, list(measure = "RR", method = "REML", control = precise))), order = dat.bcg$year)
  list(estimate = as.numeric(l$estimate), standard_error = as.numeric(l$se), tau2 = as.numeric(l$tau2), year = dat.bcg$year)
})

versions <- c(R = as.character(getRversion()), sapply(c("metafor", "metadat", "lme4", "BiasedUrn", "numDeriv", "VGAM"),
                                                      function(p) as.character(packageVersion(p))))
line <- function(x) toJSON(x, auto_unbox = TRUE, digits = I(13), na = "null")
datasets <- list(two_arm = two_arm_data, proportion = proportion_data, rate = rate_data)
writeLines(c("{", paste0(" \"made_with\": ", line(as.list(versions)), ","),
             paste0(" \"data\": ", line(datasets), ","), " \"results\": [",
             paste0("  ", sapply(records, line), c(rep(",", length(records) - 1), "")), " ]", "}"), "results.json")
source("timings.R")
