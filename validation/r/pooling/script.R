# Referee of amnio.estimate: the same pooling methods in metafor, on two published data sets.
# Run from this folder: Rscript script.R   (writes results.json; needs r-base-core r-cran-metafor r-cran-metadat)
suppressMessages(library(metafor))

number <- function(x) ifelse(is.na(x), "null", trimws(formatC(as.numeric(x), digits = 15, format = "g")))
array <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
object <- function(..., between = ", ") {
  parts <- list(...)
  paste0("{", paste(sprintf("\"%s\": %s", names(parts), unlist(parts)), collapse = between), "}")
}
counts <- function(a, n1, c, n0) object(treated_events = array(a), treated_total = array(n1),
                                        control_events = array(c), control_total = array(n0))
pooled <- function(fit) object(estimate = number(fit$beta), standard_error = number(fit$se),
                               low = number(fit$ci.lb), high = number(fit$ci.ub), q = number(fit$QE),
                               degrees = number((if (is.null(fit$k.yi)) fit$k else fit$k.yi) - 1),
                               tau2 = number(if (is.null(fit$tau2)) 0 else fit$tau2),
                               i2 = number(if (is.null(fit$I2)) NA else fit$I2 / 100))

everything <- function(a, n1, c, n0) {
  mh <- function(measure) pooled(rma.mh(ai = a, n1i = n1, ci = c, n2i = n0, measure = measure, correct = FALSE,
                                        drop00 = measure != "RD"))
  uni <- function(measure, method, test = "z") {
    fit <- rma(ai = a, n1i = n1, ci = c, n2i = n0, measure = measure, method = method, test = test,
               drop00 = measure != "RD", control = list(tau2.min = 0, threshold = 1e-14, maxiter = 1000, tol = 1e-14))
    list(fit = fit, text = pooled(fit))
  }
  knha <- uni("OR", "REML", "knha")$fit
  interval <- predict(knha)
  object(
    counts = counts(a, n1, c, n0),
    between = ",\n  ",
    mantel_haenszel = object(log_odds_ratio = mh("OR"), log_risk_ratio = mh("RR"), risk_difference = mh("RD")),
    peto = pooled(rma.peto(ai = a, n1i = n1, ci = c, n2i = n0)),
    inverse_variance = object(log_odds_ratio = uni("OR", "FE")$text, log_risk_ratio = uni("RR", "FE")$text,
                              risk_difference = uni("RD", "FE")$text),
    dersimonian_laird = object(log_odds_ratio = uni("OR", "DL")$text, log_risk_ratio = uni("RR", "DL")$text,
                               risk_difference = uni("RD", "DL")$text),
    paule_mandel = object(log_odds_ratio = uni("OR", "PM")$text, log_risk_ratio = uni("RR", "PM")$text),
    reml = object(log_odds_ratio = uni("OR", "REML")$text, log_risk_ratio = uni("RR", "REML")$text),
    hartung_knapp = object(log_odds_ratio = pooled(knha)),
    prediction = object(log_odds_ratio = array(c(interval$pi.lb, interval$pi.ub)))
  )
}

stillbirth <- dat.collins1985b[!is.na(dat.collins1985b$stb.xti), ]
preeclampsia <- dat.collins1985b
bcg <- dat.bcg

text <- object(
  made_with = object(R = sprintf("\"%s\"", as.character(getRversion())),
                     metafor = sprintf("\"%s\"", as.character(packageVersion("metafor"))),
                     metadat = sprintf("\"%s\"", as.character(packageVersion("metadat")))),
  stillbirth = with(stillbirth, everything(stb.xti, fup.nti, stb.xci, fup.nci)),
  pre_eclampsia = with(preeclampsia, everything(pre.xti, pre.nti, pre.xci, pre.nci)),
  bcg = with(bcg, everything(tpos, tpos + tneg, cpos, cpos + cneg)),
  between = ",\n "
)
writeLines(text, "results.json")
