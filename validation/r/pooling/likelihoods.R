# What metafor lacks: the beta-binomial model (by lbeta, beside the package VGAM) and Bayesian random effects.
links <- list(
  OR = list(to = plogis, from = qlogis),
  RR = list(to = exp, from = log),
  RD = list(to = identity, from = identity)
)

beta_binomial_minus <- function(par, y, n, treated, link) {
  p <- link$to(par[1] + par[2] * treated)
  rho <- plogis(par[3])
  if (any(p <= 0 | p >= 1)) return(1e10)
  s <- (1 - rho) / rho
  -sum(lchoose(n, y) + lbeta(p * s + y, (1 - p) * s + n - y) - lbeta(p * s, (1 - p) * s))
}

beta_binomial <- function(d, measure) {
  link <- links[[measure]]
  y <- c(d$treated_events, d$control_events)
  n <- c(d$treated_total, d$control_total)
  treated <- rep(c(1, 0), each = length(y) / 2)
  p1 <- sum(y[treated == 1]) / sum(n[treated == 1])
  p0 <- sum(y[treated == 0]) / sum(n[treated == 0])
  best <- NULL
  for (rho in c(1e-4, 1e-2, 0.1)) {
    start <- c(link$from(p0), link$from(p1) - link$from(p0), qlogis(rho))
    fit <- suppressWarnings(nlminb(start, beta_binomial_minus, y = y, n = n, treated = treated, link = link,
                  control = list(rel.tol = 1e-15, x.tol = 1e-12, eval.max = 2000, iter.max = 2000)))
    if (is.null(best) || fit$objective < best$objective) best <- fit
  }
  # nlminb stops early where the surface is flat: a few of Newton's steps with numerical derivatives
  for (i in 1:4) {
    g <- numDeriv::grad(beta_binomial_minus, best$par, y = y, n = n, treated = treated, link = link)
    h <- numDeriv::hessian(beta_binomial_minus, best$par, y = y, n = n, treated = treated, link = link)
    new <- try(best$par - solve(h, g), silent = TRUE)
    if (!inherits(new, "try-error") && beta_binomial_minus(new, y, n, treated, link) <= best$objective + 1e-9) {
      best$par <- new
      best$objective <- beta_binomial_minus(new, y, n, treated, link)
    }
  }
  h <- numDeriv::hessian(beta_binomial_minus, best$par, y = y, n = n, treated = treated, link = link)
  se <- try(sqrt(solve(h)[2, 2]), silent = TRUE)
  list(estimate = best$par[2], standard_error = if (inherits(se, "try-error")) NA else se, rho = plogis(best$par[3]),
       log_likelihood = -best$objective)
}

beta_binomial_vgam <- function(d) {
  y <- c(d$treated_events, d$control_events)
  n <- c(d$treated_total, d$control_total)
  x <- rep(c(1, 0), each = length(y) / 2)
  fit <- VGAM::vglm(cbind(y, n - y) ~ x, VGAM::betabinomial(lrho = "logitlink", zero = "rho"),
                    control = VGAM::vglm.control(epsilon = 1e-12, maxit = 500))
  est <- VGAM::Coef(fit)
  list(estimate = unname(est["x"]), rho = unname(plogis(est["(Intercept):2"])), log_likelihood = VGAM::logLik(fit))
}

# Normal hierarchy, flat mean, half-normal tau: one-dimensional integrals over tau by R's adaptive quadrature.
bayes <- function(yi, vi, scale) {
  given <- function(tau) {
    w <- 1 / (vi + tau^2)
    m <- sum(w * yi) / sum(w)
    c(sum(dnorm(yi, m, sqrt(vi + tau^2), log = TRUE)) - 0.5 * log(sum(w)) - 0.5 * (tau / scale)^2, m, 1 / sum(w))
  }
  tau <- seq(0, 8 * scale, length.out = 2001)
  top <- max(sapply(tau, function(t) given(t)[1]))
  over <- function(f) {
    integrand <- function(ts) sapply(ts, function(t) { g <- given(t); exp(g[1] - top) * f(t, g[2], g[3]) })
    cuts <- scale * 8 * seq(0, 1, length.out = 25)^3
    sum(sapply(seq_len(24), function(i) integrate(integrand, cuts[i], cuts[i + 1], rel.tol = 1e-9)$value))
  }
  total <- over(function(t, m, v) 1)
  mean_of <- function(f) over(f) / total
  quantile_of <- function(p, extra) {
    centre <- mean_of(function(t, m, v) m)
    spread <- sqrt(mean_of(function(t, m, v) v + t^2)) + max(abs(yi - centre))
    uniroot(function(q) mean_of(function(t, m, v) pnorm(q, m, sqrt(v + extra * t^2))) - p,
            centre + c(-30, 30) * spread, tol = 1e-10)$root
  }
  m1 <- mean_of(function(t, m, v) m)
  list(estimate = m1, standard_error = sqrt(mean_of(function(t, m, v) v + (m - m1)^2)),
       low = quantile_of(0.025, 0), high = quantile_of(0.975, 0),
       prediction_low = quantile_of(0.025, 1), prediction_high = quantile_of(0.975, 1),
       tau2 = mean_of(function(t, m, v) t^2))
}
