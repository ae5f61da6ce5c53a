# How long R takes for the incidence of many people with late entry: survfit (Surv(entry, exit, state)) and etm.
# Run by bench/incidence.py: Rscript timings.R FILE   (FILE: a CSV of entry, exit, end; prints JSON)
suppressMessages({library(survival); library(etm); library(jsonlite)})
d <- read.csv(commandArgs(TRUE)[1])
d$state <- factor(d$end, 0:max(d$end))
d$id <- seq_len(nrow(d))
took <- function(f) { gc(FALSE); system.time(f())[["elapsed"]] }
answers <- list()
s <- took(function() answers$survfit <<- survfit(Surv(entry, exit, state) ~ 1, d, id = id))
plain <- took(function() answers$plain <<- survfit(Surv(entry, exit, state) ~ 1, d, id = id, se.fit = FALSE))
e <- took(function() answers$etm <<- etmCIF(Surv(entry, exit, end != 0) ~ 1, d, etype = end))
at <- max(d$exit)
cif <- summary(answers$etm)[[1]]
end_of <- function(x) x[nrow(x), ]
cat(toJSON(list(
  versions = list(R = paste(R.version$major, R.version$minor, sep = "."),
                  survival = as.character(packageVersion("survival")), etm = as.character(packageVersion("etm"))),
  seconds = list(survfit = s, survfit_without_errors = plain, etm = e),
  survfit_answer = as.numeric(tail(answers$survfit$pstate, 1)[, -1]),
  etm_answer = unname(sapply(cif, function(x) end_of(x)$P)),
  etm_errors = unname(sapply(cif, function(x) sqrt(end_of(x)$var)))
), digits = NA, auto_unbox = TRUE))
